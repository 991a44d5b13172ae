package io.github.windlass.extractor.typeorm.ddl;

import io.github.windlass.extractor.schema.ColumnFacts;
import io.github.windlass.extractor.schema.ConstraintFacts;
import io.github.windlass.extractor.schema.Fact;
import io.github.windlass.extractor.schema.QualifiedName;
import io.github.windlass.extractor.schema.TableFacts;
import io.github.windlass.extractor.schema.TypeFacts;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A column as TypeORM reads it from the catalog. The names of types are those of {@code
 * regtype::text}, and so on: {@code character varying}, never {@code varchar}.
 */
final class CatalogColumn {

  private static final List<String> WITH_LENGTH =
      List.of("character varying", "character", "bit", "bit varying");

  /** Types for which TypeORM leaves out a length of 1, which is PostgreSQL's. */
  private static final List<String> OF_LENGTH_ONE = List.of("character", "bit");

  private static final List<String> OF_TIME =
      List.of(
          "interval",
          "time without time zone",
          "time with time zone",
          "timestamp without time zone",
          "timestamp with time zone");

  /** The precision that is PostgreSQL's own, which TypeORM leaves out. */
  private static final int TIME_PRECISION = 6;

  private static final Pattern CAST = Pattern.compile("::[\\w\\s.\\[\\]\\-\"]+");
  private static final Pattern INTEGER = Pattern.compile("-?\\d+");
  private static final Pattern UUID_DEFAULT = Pattern.compile("uuid_generate_v\\d\\(\\).*");

  private final Session session;
  private final TableFacts table;
  private final Text tableName;
  private final ColumnFacts facts;
  private final Map<String, Value> options = new HashMap<>();
  private Several<Value> enumValues = Several.none();

  CatalogColumn(Session session, TableFacts table, Text tableName, ColumnFacts facts) {
    this.session = session;
    this.table = table;
    this.tableName = tableName;
    this.facts = facts;
  }

  Column column() {
    // What TypeORM's constructor gives where nothing else is said.
    for (String flag : List.of("isGenerated", "isPrimary", "isUnique", "isArray", "unsigned")) {
      options.put(flag, Value.Bool.FALSE);
    }
    options.put("length", Text.EMPTY);
    options.put("name", Text.of(facts.name()));
    readType();
    options.put(
        "isNullable",
        switch (facts.nullable()) {
          case Fact.Known<Boolean>(Boolean nullable) -> Value.Bool.of(nullable);
          case Fact.Absent<Boolean> absent -> Value.Bool.TRUE;
          case Fact.Unknown<Boolean>(String reason) -> unknown("isNullable", reason);
        });
    readConstraints();
    readIdentityAndDefault();
    readGenerated();
    readText("comment", facts.comment());
    switch (facts.collation()) {
      case Fact.Known<QualifiedName>(QualifiedName collation) ->
          options.put("collation", Text.of(collation.name()));
      case Fact.Absent<QualifiedName> absent -> {}
      case Fact.Unknown<QualifiedName>(String reason) ->
          options.put("collation", unknown("collation", reason));
    }
    Options all = Options.of(options);
    return new Column(
        enumValues.known().isEmpty() && enumValues.isCertain()
            ? all
            : all.with("enum", enumValues));
  }

  // Types.

  private void readType() {
    switch (facts.type()) {
      case Fact.Known<TypeFacts>(TypeFacts type) -> readType(type);
      case Fact.Absent<TypeFacts> absent -> typeIsUnknown("the column has no type");
      case Fact.Unknown<TypeFacts>(String reason) -> typeIsUnknown(reason);
    }
  }

  private void typeIsUnknown(String reason) {
    for (String option : List.of("type", "length", "isArray", "precision", "scale", "enumName")) {
      options.put(option, unknown(option, reason));
    }
    enumValues = Several.unknown(session.unknown(reason));
  }

  private void readType(TypeFacts type) {
    String name = withoutModifiers(type).toLowerCase(Locale.ROOT);
    options.put("isArray", Value.Bool.of(type.array()));
    options.put("type", Text.of(name));
    switch (type.kind()) {
      case DOMAIN -> {
        // information_schema.columns tells what is beneath.
        if (!type.array() && type.base() instanceof Fact.Known<TypeFacts>(TypeFacts base)) {
          readType(base);
        } else {
          typeIsUnknown("the type beneath domain " + type.name());
        }
        return;
      }
      case ENUM -> readEnum(type);
      case BUILT_IN, COMPOSITE, RANGE, OTHER -> {}
    }
    List<Integer> modifiers = type.modifiers();
    if (name.equals("numeric") && !modifiers.isEmpty()) {
      options.put("precision", number(modifiers.get(0)));
      options.put("scale", number(modifiers.size() > 1 ? modifiers.get(1) : 0));
    }
    if (OF_TIME.contains(name) && !modifiers.isEmpty()) {
      int precision = modifiers.get(modifiers.size() - 1);
      if (precision != TIME_PRECISION) {
        options.put("precision", number(precision));
      }
    }
    boolean vector = name.equals("vector") || name.equals("halfvec");
    if ((WITH_LENGTH.contains(name) || vector) && !modifiers.isEmpty()) {
      int length = modifiers.get(0);
      if (!(length == 1 && OF_LENGTH_ONE.contains(name))) {
        options.put("length", Text.of(Integer.toString(length)));
      }
    }
    if (type.kind() == TypeFacts.Kind.OTHER && isSpatial(name)) {
      // TypeORM reads these from PostGIS's views.
      options.put("spatialFeatureType", unknown("spatialFeatureType", "PostGIS knows it"));
      options.put("srid", unknown("srid", "PostGIS knows it"));
    }
  }

  private static boolean isSpatial(String type) {
    return type.equals("geometry") || type.equals("geography");
  }

  /** TypeORM looks for the values in the table's schema only. */
  private void readEnum(TypeFacts type) {
    if (!type.name().schema().equals(table.name().schema())) {
      return;
    }
    switch (type.enumValues()) {
      case Fact.Known<List<String>>(List<String> values) when !values.isEmpty() -> {
        List<Value> texts = new ArrayList<>();
        values.forEach(value -> texts.add(Text.of(value)));
        enumValues = Several.all(texts);
      }
      case Fact.Unknown<List<String>>(String reason) ->
          enumValues = Several.unknown(session.unknown(reason));
      case Fact.Known<List<String>> none -> {
        return;
      }
      case Fact.Absent<List<String>> absent -> {
        return;
      }
    }
    options.put("type", Text.of("enum"));
    String own = table.name().name() + "_" + facts.name().toLowerCase(Locale.ROOT) + "_enum";
    if (!type.name().name().equals(own)) {
      options.put("enumName", Text.of(type.name().name()));
    }
  }

  /** As {@code regtype::text} has it: without length or precision, of an array its element. */
  private static String withoutModifiers(TypeFacts type) {
    String text = type.text();
    if (type.array() && text.endsWith("[]")) {
      text = text.substring(0, text.indexOf("[]"));
    }
    int open = text.indexOf('(');
    int close = text.indexOf(')', open + 1);
    return type.modifiers().isEmpty() || open < 0 || close < 0
        ? text
        : text.substring(0, open) + text.substring(close + 1);
  }

  // Constraints.

  private void readConstraints() {
    String others = table.constraints().missing();
    boolean unique = false;
    boolean composite = true;
    boolean primary = false;
    for (ConstraintFacts constraint : table.constraints().known()) {
      switch (constraint) {
        case ConstraintFacts.PrimaryKey key when key.columns().contains(facts.name()) -> {
          primary = true;
          options.put("isPrimary", Value.Bool.TRUE);
          Value own = session.naming().primaryKeyName(tableName, texts(key.columns()));
          if (!Text.of(key.name()).equals(own)) {
            options.put("primaryKeyConstraintName", Text.of(key.name()));
          }
        }
        case ConstraintFacts.Unique key when key.columns().contains(facts.name()) -> {
          unique = true;
          composite &= key.columns().size() > 1;
        }
        case ConstraintFacts.PrimaryKey other -> {}
        case ConstraintFacts.Unique other -> {}
        case ConstraintFacts.Check other -> {}
        case ConstraintFacts.ForeignKey other -> {}
        case ConstraintFacts.Exclusion other -> {}
      }
    }
    if (unique && !composite) {
      options.put("isUnique", Value.Bool.TRUE);
    } else if (others != null) {
      options.put("isUnique", unknown("isUnique", others));
    }
    if (!primary && others != null && table.primaryKey().isUnknown()) {
      options.put("isPrimary", unknown("isPrimary", others));
    }
  }

  private static Several<Value> texts(List<String> names) {
    List<Value> texts = new ArrayList<>();
    names.forEach(name -> texts.add(Text.of(name)));
    return Several.all(texts);
  }

  // Defaults.

  private void readIdentityAndDefault() {
    if (facts.identity() != ColumnFacts.Identity.NONE) {
      options.put("isGenerated", Value.Bool.TRUE);
      options.put("generationStrategy", Text.of("identity"));
      options.put(
          "generatedIdentity",
          Text.of(facts.identity() == ColumnFacts.Identity.ALWAYS ? "ALWAYS" : "BY DEFAULT"));
      return;
    }
    switch (facts.defaultText()) {
      case Fact.Known<String>(String text) -> readDefault(text);
      case Fact.Absent<String> absent -> {}
      case Fact.Unknown<String>(String reason) -> {
        for (String option : List.of("default", "isGenerated", "generationStrategy")) {
          options.put(option, unknown(option, reason));
        }
      }
    }
  }

  private void readDefault(String text) {
    String sequence = table.name().name() + "_" + facts.name() + "_seq";
    String bare = text.replace("\"", "");
    if (bare.equals("nextval('" + sequence + "'::regclass)")
        || bare.equals("nextval('" + table.name().schema() + "." + sequence + "'::regclass)")) {
      generated("increment");
    } else if (text.equals("gen_random_uuid()") || UUID_DEFAULT.matcher(text).matches()) {
      if (Text.of("uuid").equals(options.get("type"))) {
        generated("uuid");
      } else {
        options.put("default", Text.of(text));
      }
    } else if (text.equals("now()") || text.contains("'now'::text")) {
      options.put("default", Text.of(text));
    } else {
      String bared = CAST.matcher(text).replaceAll("");
      options.put("default", Text.of(INTEGER.matcher(bared).matches() ? "'" + bared + "'" : bared));
    }
  }

  private void generated(String strategy) {
    options.put("isGenerated", Value.Bool.TRUE);
    options.put("generationStrategy", Text.of(strategy));
  }

  private void readGenerated() {
    switch (facts.generated()) {
      case Fact.Known<ColumnFacts.Generated>(ColumnFacts.Generated generated) -> {
        options.put("generatedType", Text.of("STORED"));
        // The expression is in typeorm_metadata if TypeORM made the column, else it is empty there.
        options.put(
            "asExpression", unknown("asExpression", "typeorm_metadata has it, if anything does"));
        options.put(Column.WRITTEN, Text.of(generated.written()));
      }
      case Fact.Absent<ColumnFacts.Generated> absent -> {}
      case Fact.Unknown<ColumnFacts.Generated>(String reason) ->
          options.put("generatedType", unknown("generatedType", reason));
    }
  }

  private void readText(String option, Fact<String> fact) {
    switch (fact) {
      case Fact.Known<String>(String text) -> options.put(option, Text.of(text));
      case Fact.Absent<String> absent -> {}
      case Fact.Unknown<String>(String reason) -> options.put(option, unknown(option, reason));
    }
  }

  private Unknown unknown(String option, String reason) {
    return session.unknown(option + " of " + tableName + "." + facts.name() + ": " + reason);
  }

  private static Value number(int value) {
    return new Value.Num(value);
  }
}
