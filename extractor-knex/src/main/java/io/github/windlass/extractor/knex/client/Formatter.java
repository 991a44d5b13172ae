package io.github.windlass.extractor.knex.client;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes names, operators and values ({@code lib/formatter/wrappingFormatter.js}, {@code
 * lib/client.js}).
 */
public final class Formatter {

  /** The operators that Knex lets pass. */
  private static final Set<String> OPERATORS =
      Set.of(
          "=",
          "<",
          ">",
          "<=",
          "<=>",
          ">=",
          "<>",
          "!=",
          "like",
          "not like",
          "between",
          "not between",
          "ilike",
          "not ilike",
          "exists",
          "not exist",
          "rlike",
          "not rlike",
          "regexp",
          "not regexp",
          "match",
          "similar to",
          "not similar to",
          "&",
          "|",
          "^",
          "<<",
          ">>",
          "~",
          "~=",
          "~*",
          "!~",
          "!~*",
          "#",
          "&&",
          "@>",
          "<@",
          "||",
          "&<",
          "&>",
          "-|-",
          "@@",
          "!!");

  private static final Set<String> ESCAPED = Set.of("?", "?|", "?&");

  private final Connection connection;
  private final Evaluation run;
  private final Place place;

  Formatter(Connection connection, Place place) {
    this.connection = connection;
    this.run = connection.run();
    this.place = place;
  }

  // Names.

  /** Names in quotes, with commas between them. */
  public void columnize(Value target, Sql out) {
    List<Value> items = Arguments.items(target);
    if (items == null) {
      wrap(target, false, out);
      return;
    }
    for (int i = 0; i < items.size(); i++) {
      out.add(i == 0 ? "" : ", ");
      wrap(items.get(i), false, out);
    }
  }

  /** A name in quotes, or a query or an expression as it is. */
  public void wrap(Value value, Sql out) {
    wrap(value, false, out);
  }

  /**
   * The same.
   *
   * @param parameter whether a query stands in parentheses
   */
  public void wrap(Value value, boolean parameter, Sql out) {
    if (value instanceof Compilable query) {
      embed(query, parameter, out);
    } else if (Arguments.isFunction(value)) {
      embed(connection.subquery(value, null, place), true, out);
    } else if (value instanceof ObjectValue aliases) {
      aliases(aliases, out);
    } else if (value instanceof ListValue list && list.uncertain() != null) {
      identifier(Text.hole(list.uncertain()), out);
    } else if (value instanceof Value.Num) {
      out.add(text(value));
    } else {
      identifier(text(value), out);
    }
  }

  /** A query within another one's SQL ({@code outputQuery}). */
  private void embed(Compilable query, boolean parameter, Sql out) {
    Compiled compiled = connection.nested(query, place);
    Value alias = query.alias();
    boolean named = !query.isRaw() && Arguments.mayBeThere(alias);
    if (!query.isRaw() && query.isSelect() && (parameter || named)) {
      out.add("(").add(compiled).add(")");
      if (named) {
        out.add(" as ");
        identifier(text(alias), out);
      }
    } else {
      out.add(compiled);
    }
  }

  /** {@code {alias: name}}. */
  private void aliases(ObjectValue aliases, Sql out) {
    Unknown uncertain = aliases.uncertain();
    if (uncertain != null) {
      out.add(Text.hole(uncertain));
      return;
    }
    boolean first = true;
    for (String alias : aliases.keys()) {
      out.add(first ? "" : ", ");
      first = false;
      Value named = run.member(aliases, alias, place);
      if (named instanceof Compilable query && !query.isRaw()) {
        out.add("(").add(connection.nested(query, place)).add(")");
      } else {
        wrap(named, out);
      }
      out.add(" as ").add(asIdentifier(Text.of(alias)));
    }
  }

  /** A name with its qualifiers and alias: {@code schema.table as alias}. */
  public void identifier(Text name, Sql out) {
    out.add(wrapped(name));
  }

  /** A name with its qualifiers and alias ({@code wrapString}). */
  public Text wrapped(Text name) {
    String all = Characters.of(name);
    int as = aliasIndex(all);
    if (as >= 0) {
      return new Text.Builder()
          .add(wrapped(name.slice(0, as)))
          .add(" as ")
          .add(asIdentifier(name.slice(as + 4, all.length())))
          .build();
    }
    int dot = all.indexOf('.');
    if (dot < 0) {
      return asIdentifier(name);
    }
    Text.Builder out = new Text.Builder();
    int from = 0;
    for (; dot >= 0; dot = all.indexOf('.', from)) {
      out.add(asIdentifier(name.slice(from, dot))).add(".");
      from = dot + 1;
    }
    return out.add(asIdentifier(name.slice(from, all.length()))).build();
  }

  private static int aliasIndex(String all) {
    for (int at = all.indexOf(' '); at >= 0; at = all.indexOf(' ', at + 1)) {
      if (at + 3 < all.length()
          && (all.charAt(at + 1) | 32) == 'a'
          && (all.charAt(at + 2) | 32) == 's'
          && all.charAt(at + 3) == ' ') {
        return at;
      }
    }
    return -1;
  }

  /** One name in quotes, as the settings map it; {@code a[1]} keeps its subscript. */
  public Text asIdentifier(Text given) {
    Naming naming = connection.naming();
    Text name = Characters.trimmed(given);
    return naming == null ? quoted(name) : naming.written(name, place);
  }

  /** The same, where nothing maps names ({@code wrapIdentifierImpl}). */
  static Text quoted(Text given) {
    Text name = given;
    String all = Characters.of(name);
    if (all.equals("*")) {
      return name;
    }
    int open = subscript(all);
    Text accessor = Text.EMPTY;
    if (open >= 0) {
      accessor = name.slice(open, all.indexOf(']', open) + 1);
      name = name.slice(0, open);
    }
    return new Text.Builder()
        .add("\"")
        .add(Characters.replaced(name, '"', "\"\""))
        .add("\"")
        .add(accessor)
        .build();
  }

  /** Where digits in brackets begin; less than 0: nowhere. */
  private static int subscript(String all) {
    for (int open = all.indexOf('['); open >= 0; open = all.indexOf('[', open + 1)) {
      int end = open + 1;
      while (end < all.length() && Character.isDigit(all.charAt(end))) {
        end++;
      }
      if (end > open + 1 && end < all.length() && all.charAt(end) == ']') {
        return open;
      }
    }
    return -1;
  }

  // Operators and values.

  /**
   * An operator.
   *
   * @throws io.github.windlass.script.Thrown if Knex does not let it pass
   */
  public void operator(Value value, Sql out) {
    if (value instanceof Compilable query) {
      embed(query, false, out);
      return;
    }
    String known = Arguments.known(value);
    if (known == null) {
      if (value instanceof Unknown || value instanceof Text) {
        out.add(text(value));
        return;
      }
      known = text(value).text();
    }
    String lower = known.toLowerCase(Locale.ROOT);
    if (ESCAPED.contains(lower)) {
      out.add("\\" + lower);
    } else if (OPERATORS.contains(lower)) {
      out.add(lower);
    } else {
      throw run.language()
          .error("The operator \"" + known + "\" is not permitted", run, place)
          .meant();
    }
  }

  /** A value, sent beside the text; a query or an expression as it is. */
  public void parameter(Value value, Sql out) {
    if (Arguments.isFunction(value)) {
      embed(connection.subquery(value, null, place), true, out);
    } else if (value instanceof Compilable query) {
      embed(query, true, out);
    } else {
      out.bind(value);
    }
  }

  /**
   * Values with commas between them; objects as JSON.
   *
   * @param absent what stands for undefined; null: undefined is sent
   */
  public void parameterize(Value values, @Nullable Text absent, Sql out) {
    List<Value> items = Arguments.items(values);
    if (items == null && values instanceof ListValue list && list.uncertain() != null) {
      out.add(Text.hole(list.uncertain()));
    } else if (items == null && values instanceof Unknown unknown) {
      out.add(Text.hole(unknown));
    } else {
      parameterize(items == null ? List.of(values) : items, absent, out);
    }
  }

  public void parameterize(List<Value> values, @Nullable Text absent, Sql out) {
    for (int i = 0; i < values.size(); i++) {
      out.add(i == 0 ? "" : ", ");
      Value value = values.get(i);
      if (value == Value.Nothing.UNDEFINED && absent != null) {
        out.add(absent);
      } else {
        parameter(value instanceof ObjectValue object ? json(object) : value, out);
      }
    }
  }

  /** Values in parentheses, as after IN. */
  public void values(Value values, Sql out) {
    List<Value> items = Arguments.items(values);
    if (items != null && !items.isEmpty() && Arguments.items(items.getFirst()) != null) {
      out.add("(");
      for (int i = 0; i < items.size(); i++) {
        out.add(i == 0 ? "(" : ", (");
        parameterize(items.get(i), null, out);
        out.add(")");
      }
      out.add(")");
    } else if (values instanceof ListValue || values instanceof Unknown) {
      out.add("(");
      parameterize(values, null, out);
      out.add(")");
    } else if (values instanceof Compilable query && query.isRaw()) {
      out.add("(");
      parameter(query, out);
      out.add(")");
    } else {
      parameter(values, out);
    }
  }

  /** A query, an expression or a callback's query, as it is ({@code rawOrFn}). */
  public Compiled query(Value value, @Nullable String part) {
    Sql out = new Sql();
    if (Arguments.isFunction(value)) {
      embed(connection.subquery(value, part, place), false, out);
    } else if (value instanceof Compilable query) {
      embed(query, false, out);
    } else if (value instanceof Unknown unknown) {
      out.add(Text.hole(unknown));
    }
    return out.build();
  }

  /** An object as JSON. */
  public Text json(Value value) {
    return connection.literals(place).json(value);
  }

  /** {@code String(value)}. */
  public Text text(Value value) {
    return connection.literals(place).text(value);
  }

  /** A name that Knex makes: {@code table_column_index} ({@code _indexCommand}). */
  public Text indexName(String type, Value table, Value columns) {
    Text.Builder name = new Text.Builder();
    name.add(Characters.replaced(Characters.replaced(text(table), '.', "_"), '-', "_")).add("_");
    for (Value column : columnsOf(columns)) {
      name.add(text(column)).add("_");
    }
    return wrapped(Characters.lower(name.add(type).build()));
  }

  /** Columns that are given as a list, or as one. */
  private static List<Value> columnsOf(Value columns) {
    List<Value> items = Arguments.items(columns);
    List<Value> all = new ArrayList<>();
    if (items != null) {
      all.addAll(items);
    } else if (Arguments.mayBeThere(columns)) {
      all.add(columns);
    }
    return all;
  }
}
