package io.github.windlass.sql.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.sql.postgres.printer.SqlPrinter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Hostile texts end in a result or an error: on a small stack, in a time that grows with the text's
 * length only. The bound on the processor's time is far from what is measured; it catches squares.
 */
class LimitsTest {

  private static final int MANY = 100_000;
  private static final Duration LONG = Duration.ofSeconds(5);
  private static final Duration HANGING = Duration.ofMinutes(2);
  private static final int SMALL_STACK = 512 * 1024;

  @TestFactory
  Stream<DynamicTest> textsOfOneThingManyTimes() {
    return Stream.of(
            repeated("SELECT ", "(", "1", ")"),
            repeated("SELECT ", "(", "", ""),
            repeated("", "(", "SELECT 1", ")"),
            repeated("SELECT * FROM ", "(", "t", ")"),
            repeated("SELECT ", "+", "1", ""),
            repeated("SELECT ", "- ", "1", ""),
            repeated("SELECT ", "NOT ", "true", ""),
            repeated("SELECT ", "@ ", "1", ""),
            repeated("SELECT 1", "+1", "", ""),
            repeated("SELECT 1", "::int", "", ""),
            repeated("SELECT 1", " OR true AND false", "", ""),
            repeated("SELECT 1", " IS NULL", "", ""),
            repeated("SELECT a", "[1]", "", ""),
            repeated("SELECT a", ".b", "", ""),
            repeated("SELECT 1", " UNION ALL SELECT 1", "", ""),
            repeated("SELECT * FROM t", " JOIN t ON true", "", ""),
            repeated("SELECT * FROM t", " JOIN t", "", " ON true"),
            repeated("SELECT ", "CASE WHEN ", "1", " THEN 1 END"),
            repeated("SELECT ", "(SELECT ", "1", ")"),
            repeated("SELECT * FROM ", "(SELECT * FROM ", "t", ") x"),
            repeated("SELECT ", "f(", "1", ")"),
            repeated("SELECT ", "ARRAY[", "1", "]"),
            repeated("SELECT ", "json_array(", "1", ")"),
            repeated("SELECT 1::", "x(1::", "int", ")"),
            repeated("WITH ", "a AS (WITH ", "", ""),
            repeated("SELECT 1 GROUP BY ", "GROUPING SETS (", "()", ")"),
            repeated("EXPLAIN ", "EXPLAIN ", "SELECT 1", ""),
            repeated("", "CREATE SCHEMA a ", "", ""),
            repeated("", "CREATE FUNCTION f() BEGIN ATOMIC ", "SELECT 1", ""),
            repeated("", "CREATE FUNCTION f() BEGIN ATOMIC SELECT CASE x;", "", ""),
            repeated("", "CREATE RULE r AS ON SELECT TO t DO (x;", "", ""),
            repeated("CREATE TABLE t (a int", ", a int NOT NULL", "", ")"),
            repeated("", "/*", "", "*/"),
            repeated("", "/**/", "SELECT 1", ""),
            repeated("", "--\n", "SELECT 1", ""),
            repeated("", "'", "", ""),
            repeated("", "\" ", "", ""),
            repeated("", "\0;", "", ""),
            repeated("", "x;", "", ""),
            repeated("", ";", "", ""),
            repeated("", "\\", "", ""),
            repeated("", "\\x\n", "", ""),
            repeated("", "COPY t FROM stdin;\n", "", ""),
            repeated("", "U&'a' UESCAPE ", "", ""),
            repeated("SELECT 'a'", "\n'a'", "", ""),
            repeated("SELECT 1 ", "*+", "1", ""),
            new Text("a literal of 10 MB", "SELECT '" + "x".repeat(10_000_000) + "'"),
            new Text(
                "a literal of 10 MB with escapes", "SELECT E'" + "\\n".repeat(5_000_000) + "'"),
            new Text("a name of 10 MB", "SELECT " + "x".repeat(10_000_000)),
            new Text("a number of 10 MB", "SELECT " + "1".repeat(10_000_000)),
            new Text("a body of 10 MB", "DO $a$" + "$b".repeat(5_000_000) + "$a$"),
            new Text("tags that are not closed", sequence("$t%d$ ")),
            new Text("tags that are none", sequence("$t%d;")),
            new Text("names that collide", "SELECT 1" + sequence(",\"%d\"", LimitsTest::colliding)))
        .map(text -> DynamicTest.dynamicTest(text.name, () -> check(text.sql)));
  }

  private record Text(String name, String sql) {}

  /** {@code again} and {@code closing} stand MANY times. */
  private static Text repeated(String start, String again, String end, String closing) {
    return new Text(
        start + again + "…" + end + closing,
        start + again.repeat(MANY) + end + closing.repeat(MANY));
  }

  private static String sequence(String format) {
    return sequence(format, String::valueOf);
  }

  private static String sequence(String format, IntFunction<String> argument) {
    StringBuilder text = new StringBuilder();
    IntStream.range(0, MANY)
        .forEach(i ->
            text.append(format.replace("%d", argument.apply(i)).replace("%s", argument.apply(i))));
    return text.toString();
  }

  /** Names with one hash code: Aa and BB have the same. */
  private static String colliding(int number) {
    StringBuilder name = new StringBuilder();
    for (int bit = 0; bit < 17; bit++) {
      name.append((number >> bit & 1) == 0 ? "Aa" : "BB");
    }
    return name.toString();
  }

  /** Reads and prints on a thread with a small stack. */
  private static void check(String sql) throws InterruptedException {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    AtomicLong nanoseconds = new AtomicLong(Long.MAX_VALUE);
    Thread thread =
        new Thread(null, () -> nanoseconds.set(readAndPrint(sql)), "small stack", SMALL_STACK);
    thread.setUncaughtExceptionHandler((on, thrown) -> failure.set(thrown));
    thread.setDaemon(true);
    thread.start();
    thread.join(HANGING.toMillis());
    assertThat(failure.get()).isNull();
    assertThat(Duration.ofNanos(nanoseconds.get())).isLessThan(LONG);
  }

  /** The processor's time for it. */
  private static long readAndPrint(String sql) {
    Script script = PostgresParser.parse(sql);
    script.statements().stream().limit(10).forEach(SqlPrinter::print);
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
