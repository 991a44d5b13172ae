package io.github.windlass.extractor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that a migration does, in the order in which it would run. */
public sealed interface Step {

  /**
   * Text sent to the server.
   *
   * @param text one statement, or several that are sent as one string
   * @param map where each character of the text comes from
   * @param condition source text of the guard under which the step runs; null: always
   * @param repeats whether it runs an unknown number of times
   * @param holes places of the text whose value is unknown, in order
   * @param parameters values sent beside the text, for {@code $1} and so on, in order
   * @param connection over which connection it is sent: 0 is the migration's own; another number is
   *     one beside it, on which no transaction of another number is open. What is sent while a
   *     transaction is open, and not in it, goes over another connection
   */
  record Sql(
      String text,
      SourceMap map,
      @Nullable String condition,
      boolean repeats,
      List<Hole> holes,
      List<Parameter> parameters,
      int connection)
      implements Step {

    public Sql {
      holes = List.copyOf(holes);
      parameters = List.copyOf(parameters);
    }

    /** Text over the migration's own connection. */
    public Sql(
        String text,
        SourceMap map,
        @Nullable String condition,
        boolean repeats,
        List<Hole> holes,
        List<Parameter> parameters) {
      this(text, map, condition, repeats, holes, parameters, 0);
    }

    /** Text without parameters. */
    public Sql(
        String text, SourceMap map, @Nullable String condition, boolean repeats, List<Hole> holes) {
      this(text, map, condition, repeats, holes, List.of());
    }

    /** Text that stands in a source as it is and always runs once. */
    public static Sql verbatim(SourceFile source, Span span) {
      return new Sql(
          source.text().substring(span.start(), span.end()),
          SourceMap.verbatim(source, span),
          null,
          false,
          List.of());
    }

    /** The place of the whole text. */
    public Origin origin() {
      return map.origin(new Span(0, text.length()));
    }
  }

  /**
   * A place of unknown value in a text: an identifier, a literal or a fragment of SQL.
   *
   * @param start offset in the step's text
   * @param end offset after the placeholder that stands there
   * @param reason why the value is unknown, such as {@code process.env.SCHEMA}
   */
  record Hole(int start, int end, String reason) {}

  /** A value that is sent beside a text. */
  sealed interface Parameter {

    /** NULL. */
    record Null() implements Parameter {}

    /** A truth value. */
    record Bool(boolean value) implements Parameter {}

    /** A number, as it is written. */
    record Num(String value) implements Parameter {}

    /** A text; dates and the like too, as the framework writes them. */
    record Text(String value) implements Parameter {}

    /** A list. */
    record Array(List<Parameter> items) implements Parameter {

      public Array {
        items = List.copyOf(items);
      }
    }

    /** A value that is unknown before the migration runs. */
    record Unknown(String reason) implements Parameter {}
  }

  /**
   * Something that would send SQL, or may, and could not be recovered. Gaps count against coverage.
   *
   * @param reason what could not be recovered, for the migration's author
   */
  record Gap(GapCode code, String reason, Origin origin) implements Step {}

  /** Why SQL could not be recovered. */
  enum GapCode {
    /** The file or the statement does not parse. */
    SYNTAX("syntax"),
    /** The SQL depends on values that are unknown before it runs. */
    DYNAMIC("dynamic"),
    /** A call that is known and cannot be rendered. */
    UNSUPPORTED("unsupported"),
    /** A file or module that is not there. */
    MISSING_SOURCE("missing-source"),
    /** Fuel, depth or size is used up. */
    LIMIT("limit"),
    /** Data or the system are changed by other means than SQL. */
    SIDE_EFFECT("side-effect");

    private final String code;

    GapCode(String code) {
      this.code = code;
    }

    /** The code as reports write it. */
    public String code() {
      return code;
    }
  }
}
