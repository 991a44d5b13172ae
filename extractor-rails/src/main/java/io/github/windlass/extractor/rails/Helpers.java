package io.github.windlass.extractor.rails;

import io.github.windlass.extractor.rails.schema.Call;
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
          "suppress_messages_and_time",
          "with_statement_timeout",
          "stop!" ->
          true;
      default -> false;
    };
  }

  /** Calls one; null: there is none of that name. */
  static @Nullable Value call(Call call, Rails rails) {
    switch (call.name()) {
      case "safety_assured",
      "skip_pg_statement_timeout",
      "disable_statement_timeout",
      "disable_lock_timeout",
      "without_statement_timeout",
      "with_statement_timeout":
        RubyProc block = call.block();
        return block == null ? Value.Nothing.NULL : block.run(rails.database().run(), call.place());
      default:
        return null;
    }
  }
}
