package io.github.windlass.sql.postgres.raw;

import io.github.windlass.fixtures.Json;
import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.Script;
import io.github.windlass.sql.postgres.Script.Parsed;
import io.github.windlass.sql.postgres.Script.SyntaxError;
import io.github.windlass.sql.postgres.tree.Span;
import io.github.windlass.sql.postgres.tree.Statement;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Answers what our parser makes of texts, line by line, for {@code compare.mjs}. A request is a
 * letter and a Json string; the letter says what is wanted of the text:
 *
 * <ul>
 *   <li>{@code d}: the digest of its canonical tree
 *   <li>{@code t}: the canonical tree, with spans
 *   <li>{@code p}: the digest, and the text as our printer prints it
 *   <li>{@code s}: the items of the script: kind, start, end
 * </ul>
 *
 * <p>To all but the last, a text with anything but statements is rejected, as a server would.
 */
final class ParserServer {

  private static final int STACK = 512 << 20;

  private final RawTree tree = new RawTree();

  private ParserServer() {}

  public static void main(String[] arguments) throws InterruptedException {
    // The canonical writer is recursive where a long chain of operators is deep.
    Thread thread = new Thread(null, new ParserServer()::serve, "server", STACK);
    thread.start();
    thread.join();
  }

  private void serve() {
    try (BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8), 1 << 16);
        PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        out.append(answer(line.charAt(0), Json.read(line.substring(1)))).append('\n');
        if (!in.ready()) {
          out.flush();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String answer(char wanted, String sql) {
    try {
      Script script = PostgresParser.parse(sql);
      return wanted == 's' ? items(script) : statements(wanted, script);
    } catch (RuntimeException | StackOverflowError e) {
      StackTraceElement[] trace = e.getStackTrace();
      return rejected("crash: " + e + (trace.length == 0 ? "" : " at " + trace[0]), null);
    }
  }

  private String statements(char wanted, Script script) {
    List<Statement> statements = new ArrayList<>();
    for (Script.Item item : script.items()) {
      switch (item) {
        case Parsed parsed -> statements.add(parsed.statement());
        case SyntaxError error -> {
          return rejected(error.reason(), error.at());
        }
        case Script.PsqlCommand command -> {
          return rejected("psql command", command.span());
        }
        case Script.CopyData data -> {
          return rejected("COPY data", data.span());
        }
      }
    }
    StringBuilder out = new StringBuilder("{\"ok\":true,");
    switch (wanted) {
      case 't' -> out.append("\"tree\":").append(tree.writeWithSpans(statements));
      case 'p' -> {
        out.append("\"digest\":\"").append(RawTree.digest(tree.write(statements)));
        out.append("\",\"printed\":");
        Json.write(out, Printing.print(statements));
      }
      default -> {
        out.append("\"digest\":\"").append(RawTree.digest(tree.write(statements))).append('"');
      }
    }
    return out.append('}').toString();
  }

  private static String rejected(String reason, @Nullable Span at) {
    StringBuilder out = new StringBuilder("{\"ok\":false,\"error\":");
    Json.write(out, reason);
    if (at != null) {
      out.append(",\"at\":[").append(at.start()).append(',').append(at.end()).append(']');
    }
    return out.append('}').toString();
  }

  private static String items(Script script) {
    StringBuilder out = new StringBuilder("[");
    String separator = "";
    for (Script.Item item : script.items()) {
      out.append(separator).append("[\"");
      out.append(item.getClass().getSimpleName().toLowerCase(Locale.ROOT)).append("\",");
      out.append(item.span().start()).append(',').append(item.span().end()).append(']');
      separator = ",";
    }
    return out.append(']').toString();
  }
}
