package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code replace} and {@code replaceAll}: ECMA-262, 22.1.3.19 and 22.1.3.19.1. */
final class Replacement {

  /**
   * What was found.
   *
   * @param groups what the groups of a regular expression hold: texts or undefined, first first
   * @param named null: none has a name
   */
  record Found(int start, int end, List<Value> groups, @Nullable ObjectValue named) {}

  private Replacement() {}

  static Value replace(Text text, boolean all, Call call) {
    if (call.at(0) instanceof RegExpObject pattern) {
      if (all && !pattern.isGlobal()) {
        throw call.typeError("replaceAll must be called with a global RegExp");
      }
      return RegExpText.replace(pattern, text, call);
    }
    Outline outline = Outline.of(text);
    String characters = outline.characters();
    String searched = call.string(0);
    Cost.characters(characters.length(), call.run());
    List<Found> matches = new ArrayList<>();
    int at = characters.indexOf(searched);
    while (at >= 0) {
      matches.add(new Found(at, at + searched.length(), List.of(), null));
      int next = at + Math.max(1, searched.length());
      at = all && next <= characters.length() ? characters.indexOf(searched, next) : -1;
    }
    return put(outline, matches, call);
  }

  /** The text with something else in place of all that was found. */
  static Text put(Outline outline, List<Found> matches, Call call) {
    if (matches.isEmpty()) {
      return outline.text();
    }
    // Each match makes at least two pieces of the text.
    call.run().spend(2L * matches.size());
    Value replacer = call.at(1);
    boolean function = Coercion.isFunction(replacer);
    Outline template = function ? null : Outline.of(call.text(1));
    boolean plain = template != null && template.characters().indexOf('$') < 0;
    Text.Builder builder = new Text.Builder();
    int after = 0;
    for (Found found : matches) {
      builder.add(outline.slice(after, found.start()));
      Text put;
      if (template == null) {
        put = called(replacer, outline, found, call);
      } else {
        put = plain ? template.text() : expand(template, outline, found, call);
      }
      Cost.characters(put.length(), call.run());
      builder.add(put);
      after = found.end();
    }
    return builder.add(outline.slice(after, outline.length())).build();
  }

  private static Text called(Value replacer, Outline outline, Found found, Call call) {
    List<Value> arguments = new ArrayList<>();
    arguments.add(outline.slice(found.start(), found.end()));
    arguments.addAll(found.groups());
    arguments.add(new Value.Num(found.start()));
    arguments.add(outline.text());
    if (found.named() != null) {
      arguments.add(found.named());
    }
    Value result = call.run().call(replacer, Value.Nothing.UNDEFINED, arguments, call.place());
    return Coercion.text(result, call.run(), call.place());
  }

  /** GetSubstitution: ECMA-262, 22.1.3.19.1. */
  private static Text expand(Outline template, Outline outline, Found found, Call call) {
    String characters = template.characters();
    Text.Builder builder = new Text.Builder();
    int at = 0;
    while (at < characters.length()) {
      int sign = characters.indexOf('$', at);
      if (sign < 0 || sign + 1 == characters.length()) {
        break;
      }
      builder.add(template.slice(at, sign));
      char next = characters.charAt(sign + 1);
      at = sign + 2;
      switch (next) {
        case '$' -> builder.add(template.slice(sign, sign + 1));
        case '&' -> builder.add(outline.slice(found.start(), found.end()));
        case '`' -> builder.add(outline.slice(0, found.start()));
        case '\'' -> builder.add(outline.slice(found.end(), outline.length()));
        case '<' -> at = named(template, sign, found, builder, call);
        default -> at = numbered(template, sign, found, builder);
      }
    }
    return builder.add(template.slice(at, characters.length())).build();
  }

  private static int named(
      Outline template, int sign, Found found, Text.Builder builder, Call call) {
    int end = template.characters().indexOf('>', sign);
    if (found.named() == null || end < 0) {
      builder.add(template.slice(sign, sign + 2));
      return sign + 2;
    }
    Value group = found.named().get(template.characters().substring(sign + 2, end));
    if (group != Value.Nothing.UNDEFINED) {
      builder.add(Coercion.text(group, call.run(), call.place()));
    }
    return end + 1;
  }

  private static int numbered(Outline template, int sign, Found found, Text.Builder builder) {
    String characters = template.characters();
    int count = found.groups().size();
    int end = sign + 1;
    int number = 0;
    while (end < characters.length()
        && end < sign + 3
        && characters.charAt(end) >= '0'
        && characters.charAt(end) <= '9'
        && number * 10 + characters.charAt(end) - '0' <= count) {
      number = number * 10 + characters.charAt(end) - '0';
      end++;
    }
    if (number == 0) {
      builder.add(template.slice(sign, sign + 2));
      return sign + 2;
    }
    if (found.groups().get(number - 1) instanceof Text group) {
      builder.add(group);
    }
    return end;
  }
}
