package io.github.windlass.script.ruby.object;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The parameters of a method or block, and how arguments are given to them.
 *
 * @param trailingComma {@code |a,|}: one parameter that takes the first item of a list
 */
public record Signature(
    int required,
    int optional,
    boolean rest,
    boolean trailingComma,
    int post,
    List<String> keywords,
    Set<String> requiredKeywords,
    boolean keywordRest,
    boolean block)
    implements HostObject {

  /** No parameters. */
  public static final Signature NONE = positional(0);

  public Signature {
    keywords = List.copyOf(keywords);
    requiredKeywords = Set.copyOf(requiredKeywords);
  }

  /** So many parameters, all of them required. */
  public static Signature positional(int count) {
    return new Signature(count, 0, false, false, 0, List.of(), Set.of(), false, false);
  }

  @Override
  public String describe() {
    return "parameters";
  }

  /** As Ruby counts them. */
  public int arity() {
    int least = required + post + (requiredKeywords.isEmpty() ? 0 : 1);
    return optional > 0 || rest ? -least - 1 : least;
  }

  /**
   * The arguments one by one, as the function's parameters take them; undefined where none is given
   * to an optional one.
   *
   * @param strict whether it is an error to give another number of arguments
   */
  public List<Value> bind(Arguments arguments, boolean strict, Evaluation run, Place place) {
    List<Value> given = new ArrayList<>(arguments.positional());
    boolean takesKeywords = !keywords.isEmpty() || keywordRest;
    RubyHash named = arguments.keywords();
    if (named != null && !takesKeywords) {
      given.add(named);
      named = null;
    }
    if (!strict) {
      given = spread(given);
    }
    int least = required + post;
    if (strict && (given.size() < least || (!rest && given.size() > least + optional))) {
      throw run.language()
          .error(
              "wrong number of arguments (given " + given.size() + ", expected " + least + ")",
              run,
              place);
    }
    List<Value> bound = new ArrayList<>();
    int count = given.size();
    int forOptional = Math.max(0, Math.min(optional, count - least));
    int at = 0;
    for (int i = 0; i < required; i++) {
      bound.add(at < count ? given.get(at++) : Value.Nothing.NULL);
    }
    for (int i = 0; i < optional; i++) {
      bound.add(i < forOptional ? given.get(at++) : Value.Nothing.UNDEFINED);
    }
    if (rest) {
      int until = Math.max(at, count - post);
      bound.add(run.list(given.subList(Math.min(at, count), until)));
      at = until;
    }
    for (int i = 0; i < post; i++) {
      bound.add(at < count ? given.get(at++) : Value.Nothing.NULL);
    }
    if (takesKeywords) {
      keywords(bound, named, run, place);
    }
    if (block) {
      Value value = arguments.block();
      bound.add(value == null ? Value.Nothing.NULL : value);
    }
    return bound;
  }

  private List<Value> spread(List<Value> given) {
    boolean several = required + optional + post > 1 || (rest && required + post > 0);
    if (given.size() != 1 || !(several || trailingComma)) {
      return given;
    }
    if (given.get(0) instanceof ListValue list && list.uncertain() == null) {
      return new ArrayList<>(list.items());
    }
    if (given.get(0) instanceof Unknown unknown) {
      List<Value> unknowns = new ArrayList<>();
      for (int i = 0; i < required + optional + post; i++) {
        unknowns.add(unknown);
      }
      return unknowns;
    }
    return given;
  }

  private void keywords(
      List<Value> bound,
      @org.jspecify.annotations.Nullable RubyHash named,
      Evaluation run,
      Place place) {
    for (String keyword : keywords) {
      Value value = named == null ? null : named.find(Symbol.of(keyword));
      if (value == null && named != null && named.uncertain() != null) {
        value = named.uncertain();
      }
      if (value == null && requiredKeywords.contains(keyword)) {
        throw run.language().error("missing keyword: :" + keyword, run, place);
      }
      bound.add(value == null ? Value.Nothing.UNDEFINED : value);
    }
    if (keywordRest) {
      RubyHash others = RubyHash.empty(run);
      if (named != null) {
        for (Map.Entry<Value, Value> entry : named.entries().entrySet()) {
          boolean taken =
              entry.getKey() instanceof Symbol symbol && keywords.contains(symbol.text().text());
          if (!taken) {
            others.put(entry.getKey(), entry.getValue());
          }
        }
        Unknown uncertain = named.uncertain();
        if (uncertain != null) {
          others.becomeUncertain(uncertain);
        }
      }
      bound.add(others);
    }
  }
}
