package io.github.windlass.extractor.rails;

import io.github.windlass.extractor.rails.schema.Call;
import io.github.windlass.extractor.rails.schema.Version;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.object.RubyProc;
import org.jspecify.annotations.Nullable;

/** Methods that gems add to migrations: strong_migrations and its like, Scenic, fx. */
final class Helpers {

  private Helpers() {}

  /** Whether a name is that of one. */
  static boolean isOne(String name) {
    return switch (name) {
      case "safety_assured",
          "skip_pg_statement_timeout",
          "disable_statement_timeout",
          "disable_lock_timeout",
          "without_statement_timeout",
          "with_statement_timeout" ->
          true;
      default ->
          Views.isOne(name) || OnlineMigrations.isOne(name) || OnlineMigrations.isOther(name);
    };
  }

  /** Calls one; null: there is none of that name. */
  static @Nullable Value call(Call call, Rails rails, Version version) {
    switch (call.name()) {
      case "safety_assured",
      "skip_pg_statement_timeout",
      "disable_statement_timeout",
      "disable_lock_timeout",
      "without_statement_timeout",
      "with_statement_timeout":
        RubyProc block = call.block();
        if (block != null && call.name().equals("safety_assured")) {
          rails.assured(call.place());
        }
        return block == null ? Value.Nothing.NULL : block.run(rails.database().run(), call.place());
      default:
        Value value = Views.call(call, rails);
        return value == null ? OnlineMigrations.call(call, rails, version) : value;
    }
  }
}
