package io.github.windlass.sql.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.sql.postgres.Script.Item;
import io.github.windlass.sql.postgres.Script.Parsed;
import io.github.windlass.sql.postgres.Script.SyntaxError;
import io.github.windlass.sql.postgres.printer.SqlPrinter;
import io.github.windlass.sql.postgres.tree.Node;
import io.github.windlass.sql.postgres.tree.Span;
import io.github.windlass.sql.postgres.tree.Statement;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Properties that hold for every text: parsing ends, spans lie in the text and in each other, and
 * what is printed is read as the same tree. The texts are random from a fixed seed, so that a
 * failure comes again; {@code -Dfuzz.rounds=N} runs longer.
 */
class FuzzTest {

  private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 1);

  private static final String SOUP =
      "'\"$$();,.:[]{}+-*/<>=~!@#%^&|`?\\\0\n\r\t 09azAZ_éß\u00a0\ud83d\ude00\ufeff";

  private final Random random = new Random(20_240_229);

  @Test
  void anyCharacters() {
    for (int i = 0; i < 3_000 * ROUNDS; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(60);
      for (int j = 0; j < length; j++) {
        text.append(
            random.nextInt(10) == 0
                ? (char) random.nextInt(0x10000)
                : SOUP.charAt(random.nextInt(SOUP.length())));
      }
      check(text.toString());
    }
  }

  @Test
  void anyTokens() throws IOException {
    List<String> words = words();
    for (int i = 0; i < 5_000 * ROUNDS; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(25);
      for (int j = 0; j < length; j++) {
        text.append(any(words)).append(random.nextInt(8) == 0 ? "" : " ");
      }
      check(text.toString());
    }
  }

  @Test
  void statementsAreReadAgainAsTheyArePrinted() throws IOException {
    for (String statement : statements()) {
      check(statement);
    }
  }

  @Test
  void mutatedStatements() throws IOException {
    List<String> statements = statements();
    List<String> words = words();
    for (int i = 0; i < 5_000 * ROUNDS; i++) {
      check(mutated(any(statements), words));
    }
  }

  @Test
  void truncatedStatements() throws IOException {
    for (String statement : statements()) {
      if (random.nextInt(40) < ROUNDS) {
        for (int end = 0; end < Math.min(statement.length(), 400); end++) {
          check(statement.substring(0, end));
        }
      }
    }
  }

  private String mutated(String statement, List<String> words) {
    String[] parts = statement.split("(?<=\\W)|(?=\\W)");
    List<String> tokens = new ArrayList<>(List.of(parts));
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(tokens.size());
      switch (random.nextInt(4)) {
        case 0 -> tokens.set(at, any(words));
        case 1 -> tokens.add(at, any(words) + " ");
        case 2 -> tokens.add(at, tokens.get(random.nextInt(tokens.size())));
        default -> {
          if (tokens.size() > 1) {
            tokens.remove(at);
          }
        }
      }
    }
    return String.join("", tokens);
  }

  private String any(List<String> choice) {
    return choice.get(random.nextInt(choice.size()));
  }

  // --- properties ----------------------------------------------------------------------------

  private static void check(String sql) {
    try {
      Script script = PostgresParser.parse(sql);
      int end = 0;
      for (Item item : script.items()) {
        assertThat(item.span().end()).isBetween(item.span().start(), sql.length());
        // A command of psql may stand on a line of its own within a statement.
        if (!(item instanceof Script.PsqlCommand)) {
          assertThat(item.span().start()).isGreaterThanOrEqualTo(end);
          end = item.span().end();
        }
        switch (item) {
          case Parsed parsed -> {
            checkSpans(parsed.statement(), parsed.span());
            checkPrinting(parsed.statement());
          }
          case SyntaxError error -> {
            assertThat(error.reason()).isNotEmpty();
            assertThat(error.at().start()).isBetween(0, sql.length());
            assertThat(error.at().end()).isBetween(error.at().start(), sql.length());
          }
          case Script.PsqlCommand command -> {}
          case Script.CopyData data -> {}
        }
      }
      end = 0;
      for (Span comment : script.comments()) {
        assertThat(comment.start()).isGreaterThanOrEqualTo(end);
        end = comment.end();
        assertThat(end).isLessThanOrEqualTo(sql.length());
      }
    } catch (RuntimeException | AssertionError | StackOverflowError thrown) {
      throw new AssertionError("for <<<" + sql + ">>>", thrown);
    }
  }

  private static void checkSpans(@Nullable Object value, Span outer) {
    if (value instanceof List<?> list) {
      list.forEach(item -> checkSpans(item, outer));
    } else if (value instanceof Record node && !(value instanceof Span)) {
      Span span = outer;
      if (node instanceof Node placed) {
        span = placed.span();
        assertThat(span.start()).as("start of %s", node).isBetween(outer.start(), outer.end());
        assertThat(span.end()).as("end of %s", node).isBetween(span.start(), outer.end());
      }
      for (RecordComponent component : node.getClass().getRecordComponents()) {
        checkSpans(component(node, component), span);
      }
    }
  }

  private static void checkPrinting(Statement statement) {
    String printed = SqlPrinter.print(statement);
    Script again = PostgresParser.parse(printed);
    assertThat(again.errors()).as(printed).isEmpty();
    assertThat(again.statements()).as(printed).hasSize(1);
    assertThat(withoutSpans(again.statements().get(0)))
        .as(printed)
        .isEqualTo(withoutSpans(statement));
  }

  private static @Nullable Object withoutSpans(@Nullable Object value) {
    if (value instanceof List<?> list) {
      List<@Nullable Object> items = new ArrayList<>();
      list.forEach(item -> items.add(withoutSpans(item)));
      return items;
    }
    if (!(value instanceof Record node)) {
      return value;
    }
    List<@Nullable Object> parts = new ArrayList<>();
    parts.add(node.getClass().getSimpleName());
    for (RecordComponent component : node.getClass().getRecordComponents()) {
      if (component.getType() != Span.class) {
        parts.add(withoutSpans(component(node, component)));
      }
    }
    return parts;
  }

  private static @Nullable Object component(Record node, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(node);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  // --- what to start from --------------------------------------------------------------------

  private static List<String> statements() throws IOException {
    List<String> statements = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder())) {
      for (Path file : files.filter(path -> path.toString().endsWith(".sql")).sorted().toList()) {
        String sql = Files.readString(file);
        for (Item item : PostgresParser.parse(sql).items()) {
          statements.add(item.span().in(sql));
        }
      }
    }
    assertThat(statements).hasSizeGreaterThan(100);
    return statements;
  }

  private static List<String> words() throws IOException {
    List<String> words = new ArrayList<>();
    for (String statement : statements()) {
      for (String word : statement.split("\\s+|(?<=\\W)|(?=\\W)")) {
        if (!word.isBlank()) {
          words.add(word);
        }
      }
    }
    return words;
  }

  private static Path folder() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("fixtures/sql"))) {
      folder = folder.resolve("..").normalize();
    }
    return folder.resolve("fixtures/sql");
  }
}
