package io.github.windlass.extractor.rails.schema;

import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.object.RubyHash;
import io.github.windlass.script.ruby.object.Symbol;

/**
 * What a migration that was written for an older ActiveRecord means: {@code
 * ActiveRecord::Migration::Compatibility}.
 */
final class Compatibility {

  private static final Value INTEGER = Symbol.of("integer");

  private Compatibility() {}

  /** A call of the migration's own. */
  static Call of(Call call, Version version, Database database) {
    Origin at = new Origin(database.run(), call.place());
    Options options = call.options();
    switch (call.name()) {
      case "create_table":
        if (version.upTo(5, 0)) {
          String id = options.has("id") ? database.known(value(options, "id"), at) : null;
          if ("uuid".equals(id)) {
            options = options.withDefault("default", Text.of("uuid_generate_v4()"));
          }
          if ("integer".equals(id) || "bigint".equals(id)) {
            options = options.withDefault("default", Value.Nothing.NULL);
          }
          options = options.withDefault("id", INTEGER);
        }
        return call.with(options);
      case "create_join_table":
        if (version.upTo(5, 0)) {
          Options columns =
              options.get("column_options") instanceof RubyHash hash
                  ? Options.of(hash)
                  : Options.NONE;
          RubyHash changed = RubyHash.empty(database.run());
          columns.values().forEach((name, each) -> changed.put(Symbol.of(name), each));
          if (!columns.has("type")) {
            changed.put(Symbol.of("type"), INTEGER);
          }
          options = options.with("column_options", changed);
        }
        return call.with(options);
      case "add_column":
        if (version.upTo(5, 0) && "primary_key".equals(database.known(call.get(2), at))) {
          return call.with(2, INTEGER).with(options.with("primary_key", Value.Bool.TRUE));
        }
        return legacyTime(call, version, database, at);
      case "change_column":
        return legacyTime(call, version, database, at);
      case "add_reference", "add_belongs_to":
        return call.with(reference(options, version));
      case "add_timestamps":
        return call.with(timestamps(options, version));
      case "add_index":
        if (version.upTo(7, 0) && !options.isSet("name")) {
          options =
              options.with(
                  "name",
                  Index.legacyName(database.text(call.get(0), at), call.get(1), database, at));
        }
        return call.with(options);
      case "add_foreign_key":
        if (version.upTo(7, 0)
            && database.installed().from(7, 1)
            && options.get("deferrable") == Value.Bool.TRUE) {
          options = options.with("deferrable", Symbol.of("immediate"));
        }
        return call.with(options);
      case "remove_foreign_key":
        return version.upTo(8, 0)
            ? call.with(options.with("_skip_column_match", Value.Bool.TRUE))
            : call;
      case "disable_extension":
        if (version.upTo(7, 0)) {
          options = options.with("force", Symbol.of("cascade"));
        }
        return call.with(options);
      default:
        return call;
    }
  }

  private static Value value(Options options, String name) {
    Value value = options.get(name);
    return value == null ? Value.Nothing.NULL : value;
  }

  /** Up to 6.1, {@code datetime} had no precision. */
  private static Call legacyTime(Call call, Version version, Database database, Origin at) {
    if (!version.upTo(6, 1)) {
      return call;
    }
    String type = database.known(call.get(2), at);
    return "datetime".equals(type)
        ? call.with(2, Symbol.of("timestamp"))
            .with(call.options().withDefault("precision", Value.Nothing.NULL))
        : call;
  }

  /** The options of a reference. */
  static Options reference(Options given, Version version) {
    Options options = given;
    if (version.upTo(5, 0)) {
      options = options.withDefault("type", INTEGER);
    }
    if (version.upTo(4, 2) && !options.isTrue("index")) {
      options = options.with("index", Value.Bool.FALSE);
    }
    if (version.upTo(6, 0)) {
      options = options.with("_uses_legacy_reference_index_name", Value.Bool.TRUE);
    }
    return options;
  }

  /** The options of {@code timestamps}. */
  static Options timestamps(Options given, Version version) {
    Options options = given;
    if (version.upTo(4, 2) && !options.isSet("null")) {
      options = options.with("null", Value.Bool.TRUE);
    }
    if (version.upTo(5, 2)) {
      options = options.withDefault("precision", Value.Nothing.NULL);
    }
    return options;
  }

  /** A column of a table's own method. */
  static Options column(Options options, Version version) {
    return version.upTo(6, 1) ? options.withDefault("precision", Value.Nothing.NULL) : options;
  }

  /** A column's type. */
  static Text type(Text type, Version version) {
    return version.upTo(6, 1) && "datetime".equals(type.known()) ? Text.of("timestamp") : type;
  }
}
