package io.github.windlass.script.ecmascript.conformance;

import io.github.windlass.fixtures.Json;
import io.github.windlass.script.ecmascript.parser.EcmaScriptParser;
import io.github.windlass.script.ecmascript.parser.FileKind;
import io.github.windlass.script.ecmascript.parser.ParseResult;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Answers what our parser makes of sources, one line of Json each, for {@code compare.mjs}. A
 * request is a letter, two lengths in bytes (32 bits, big-endian), the file's name in UTF-8, and
 * the source in UTF-16, little-endian, so that lone surrogates arrive. The letter says what is
 * wanted:
 *
 * <ul>
 *   <li>{@code d}: the digest of its canonical tree
 *   <li>{@code t}: the lines of it
 * </ul>
 */
final class ParserServer {

  /** As little as the parser promises to need. */
  private static final int STACK = 512 << 10;

  private final CanonicalTree tree = new CanonicalTree();

  private ParserServer() {}

  public static void main(String[] arguments) throws InterruptedException {
    Thread thread = new Thread(null, new ParserServer()::serve, "server", STACK);
    thread.start();
    thread.join();
  }

  private void serve() {
    try (DataInputStream in = new DataInputStream(new BufferedInputStream(System.in, 1 << 20));
        PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8)) {
      for (int letter = in.read(); letter >= 0; letter = in.read()) {
        int nameLength = in.readInt();
        int textLength = in.readInt();
        String name = new String(in.readNBytes(nameLength), StandardCharsets.UTF_8);
        ByteBuffer text = ByteBuffer.wrap(in.readNBytes(textLength)).order(ByteOrder.LITTLE_ENDIAN);
        out.append(answer((char) letter, name, text.asCharBuffer().toString())).append('\n');
        if (in.available() == 0) {
          out.flush();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String answer(char wanted, String name, String text) {
    try {
      return switch (EcmaScriptParser.parse(text, FileKind.of(name))) {
        case ParseResult.Parsed parsed -> accepted(wanted, tree.write(parsed.tree()));
        case ParseResult.SyntaxError error -> rejected(error.reason(), error.at().start());
      };
    } catch (RuntimeException | StackOverflowError e) {
      StackTraceElement[] trace = e.getStackTrace();
      return rejected("crash: " + e + (trace.length == 0 ? "" : " at " + trace[0]), 0);
    }
  }

  private static String accepted(char wanted, String lines) {
    StringBuilder out = new StringBuilder("{\"ok\":true,");
    if (wanted == 't') {
      out.append("\"lines\":[");
      String separator = "";
      for (String line : lines.split("\n", -1)) {
        out.append(separator);
        Json.write(out, line);
        separator = ",";
      }
      out.append(']');
    } else {
      out.append("\"digest\":\"").append(CanonicalTree.digest(lines)).append('"');
    }
    return out.append('}').toString();
  }

  private static String rejected(String reason, int at) {
    StringBuilder out = new StringBuilder("{\"ok\":false,\"error\":");
    Json.write(out, reason);
    return out.append(",\"at\":").append(at).append('}').toString();
  }
}
