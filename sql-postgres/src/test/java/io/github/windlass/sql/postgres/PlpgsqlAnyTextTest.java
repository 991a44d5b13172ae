package io.github.windlass.sql.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.sql.postgres.plpgsql.PlpgsqlBody;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlParser;
import io.github.windlass.sql.postgres.plpgsql.RoutineFrame;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Any text as a body of PL/pgSQL: a tree or an error, on a small stack, in linear time. */
class PlpgsqlAnyTextTest {

  private static final int MANY = 50_000;
  private static final int SMALL_STACK = 512 * 1024;
  private static final Duration HANGING = Duration.ofSeconds(20);

  private static final List<String> WORDS =
      List.of(
          "DECLARE",
          "BEGIN",
          "END",
          "END IF",
          "END LOOP",
          "END CASE",
          "IF",
          "THEN",
          "ELSE",
          "ELSIF",
          "CASE",
          "WHEN",
          "LOOP",
          "WHILE",
          "FOR",
          "FOREACH",
          "IN",
          "ARRAY",
          "EXECUTE",
          "USING",
          "INTO",
          "STRICT",
          "PERFORM",
          "RAISE",
          "NOTICE",
          "EXCEPTION",
          "RETURN",
          "NEXT",
          "QUERY",
          "OPEN",
          "FETCH",
          "CURSOR",
          "GET DIAGNOSTICS",
          "ASSERT",
          "NULL",
          "COMMIT",
          "SELECT",
          "1",
          "x",
          "r",
          "c",
          "int",
          "record",
          "refcursor",
          ":=",
          "=",
          "..",
          ",",
          ";",
          "(",
          ")",
          "[",
          "]",
          "'a'",
          "$q$",
          "<<l>>",
          "l",
          "%TYPE",
          "%",
          ".",
          "--\n",
          "/*",
          "*/",
          "INSERT INTO t VALUES (1)",
          "others",
          "\"",
          "'",
          "\0",
          "\\",
          "#option dump");

  @Test
  void soupOfWordsGivesATreeOrAnErrorWithinTheText() {
    Random random = new Random(18);
    int parsed = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder("DECLARE x int; r record; c refcursor; BEGIN ");
      int length = random.nextInt(12);
      for (int word = 0; word < length; word++) {
        text.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
      }
      text.append(random.nextBoolean() ? "; END" : " END");
      parsed += read(text.toString()) ? 1 : 0;
    }
    assertThat(parsed).isPositive();
  }

  @Test
  void everyBeginningOfABodyGivesATreeOrAnError() {
    String body =
        "<<a>> DECLARE x int := 1; c CURSOR (n int) FOR SELECT n; BEGIN <<b>> FOR i IN 1..2 LOOP"
            + " IF x > 1 THEN EXECUTE format('%I', 'a') INTO x USING 1; ELSE SELECT 1 INTO x;"
            + " END IF; END LOOP b; EXCEPTION WHEN others THEN RAISE NOTICE '%', x; END a;";
    assertThat(read(body)).isTrue();
    for (int end = 0; end < body.length() - 7; end++) {
      assertThat(read(body.substring(0, end))).as(body.substring(0, end)).isFalse();
    }
  }

  /** Whether it is a body; an error's place is within the text. */
  private static boolean read(String text) {
    return switch (PlpgsqlParser.parse(text, RoutineFrame.DO)) {
      case PlpgsqlBody.Parsed ignored -> true;
      case PlpgsqlBody.SyntaxError error -> {
        assertThat(error.reason()).isNotBlank();
        assertThat(error.at().start()).isBetween(0, text.length());
        assertThat(error.at().end()).isBetween(error.at().start(), text.length());
        yield false;
      }
    };
  }

  @TestFactory
  Stream<DynamicTest> textsOfOneThingManyTimes() {
    return Stream.of(
            "BEGIN ".repeat(MANY),
            "BEGIN " + "IF true THEN ".repeat(MANY),
            "BEGIN " + "LOOP ".repeat(MANY),
            "BEGIN " + "<<a>> ".repeat(MANY),
            "BEGIN " + "FOR i IN 1..2 LOOP ".repeat(MANY),
            "BEGIN " + "CASE WHEN true THEN ".repeat(MANY),
            "BEGIN " + "BEGIN IF true THEN ".repeat(90) + "PERFORM " + "f(".repeat(MANY),
            "BEGIN " + "NULL;".repeat(MANY) + " END",
            "BEGIN " + "IF true THEN NULL; END IF;".repeat(MANY) + " END",
            "BEGIN " + "PERFORM 1;".repeat(MANY) + " END",
            "BEGIN " + "SELECT 1 INTO found;".repeat(MANY) + " END",
            "BEGIN IF true THEN NULL; " + "ELSIF true THEN NULL; ".repeat(MANY) + "END IF; END",
            "BEGIN found := " + "(".repeat(MANY),
            "BEGIN found := true" + " OR true".repeat(MANY) + "; END",
            "BEGIN RAISE '" + "%".repeat(MANY) + "'; END",
            "DECLARE " + "DECLARE ".repeat(MANY),
            "DECLARE x int" + "[]".repeat(MANY) + "; BEGIN END",
            "DECLARE x int" + "(".repeat(MANY),
            "#option dump ".repeat(MANY),
            "BEGIN CREATE FUNCTION f() BEGIN ATOMIC " + "CASE ".repeat(MANY),
            "BEGIN NULL; EXCEPTION " + "WHEN others THEN NULL; ".repeat(MANY) + "END",
            "BEGIN EXECUTE ''" + " USING 1".repeat(MANY) + "; END",
            "BEGIN COPY t FROM stdin;\n".repeat(MANY),
            "<<".repeat(MANY))
        .map(text ->
            DynamicTest.dynamicTest(
                text.substring(0, Math.min(40, text.length())) + "…", () -> onSmallStack(text)));
  }

  private static void onSmallStack(String text) throws InterruptedException {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread thread = new Thread(null, () -> read(text), "small stack", SMALL_STACK);
    thread.setUncaughtExceptionHandler((on, thrown) -> failure.set(thrown));
    thread.setDaemon(true);
    thread.start();
    thread.join(HANGING.toMillis());
    assertThat(thread.isAlive()).isFalse();
    assertThat(failure.get()).isNull();
  }
}
