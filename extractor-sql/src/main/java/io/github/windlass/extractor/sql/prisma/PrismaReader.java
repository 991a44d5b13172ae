package io.github.windlass.extractor.sql.prisma;

import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.sql.prisma.Block.Argument;
import io.github.windlass.extractor.sql.prisma.Block.Attribute;
import io.github.windlass.extractor.sql.prisma.Block.Field;
import io.github.windlass.extractor.sql.prisma.Block.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the blocks of a schema. What it cannot read is a gap, and it goes on with the next line.
 */
final class PrismaReader {

  private static final int DEPTH_LIMIT = 32;

  private final SourceFile source;
  private final String text;
  private final List<Block> blocks = new ArrayList<>();
  private final List<Step.Gap> gaps = new ArrayList<>();
  private int at;

  private PrismaReader(SourceFile source) {
    this.source = source;
    this.text = source.text();
  }

  /** What was read, and what was not. */
  record Read(List<Block> blocks, List<Step.Gap> gaps) {}

  static Read read(SourceFile source) {
    PrismaReader reader = new PrismaReader(source);
    reader.blocks();
    return new Read(List.copyOf(reader.blocks), List.copyOf(reader.gaps));
  }

  /** A line that is none of the language's. */
  private static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message);
    }
  }

  private void blocks() {
    skip(true);
    while (at < text.length()) {
      int start = at;
      String kind = word();
      skip(false);
      String name = word();
      skip(false);
      if (kind.isEmpty() || name.isEmpty() || peek() != '{') {
        at = Math.max(start + 1, lineEnd(start));
        gap("no block of a Prisma schema begins here", start);
      } else {
        at++;
        block(kind, name, start);
      }
      skip(true);
    }
  }

  private void block(String kind, String name, int start) {
    List<Field> fields = new ArrayList<>();
    List<Attribute> attributes = new ArrayList<>();
    skip(true);
    while (at < text.length() && peek() != '}') {
      int line = at;
      try {
        if (text.startsWith("@@", at)) {
          at += 2;
          attributes.add(attribute(line));
        } else {
          fields.add(field(kind, line));
        }
        skip(false);
        if (at < text.length() && peek() != '\n' && peek() != '\r' && peek() != '}') {
          throw new Unreadable("the line goes on");
        }
      } catch (Unreadable e) {
        at = Math.max(at, lineEnd(line));
        gap("in " + kind + " " + name + ": " + e.getMessage(), line);
      }
      skip(true);
    }
    if (at == text.length()) {
      gap(kind + " " + name + " has no end", start);
    } else {
      at++;
    }
    blocks.add(new Block(kind, name, fields, attributes, new Span(start, at)));
  }

  private Field field(String kind, int line) throws Unreadable {
    String name = word();
    if (name.isEmpty()) {
      throw new Unreadable("no field begins with '" + peek() + "'");
    }
    skip(false);
    if (peek() == '=') {
      at++;
      skip(false);
      Value value = value(0);
      return new Field(name, "", null, false, false, List.of(), value, new Span(line, at));
    }
    String type = "";
    String unsupported = null;
    boolean list = false;
    boolean optional = false;
    if (!kind.equals("enum")) {
      type = word();
      if (type.isEmpty()) {
        throw new Unreadable("field " + name + " has no type");
      }
      if (type.equals("Unsupported") && peek() == '(') {
        List<Argument> arguments = arguments(0);
        unsupported = arguments.isEmpty() ? "" : arguments.get(0).value().text();
      }
      if (text.startsWith("[]", at)) {
        at += 2;
        list = true;
      }
      if (peek() == '?') {
        at++;
        optional = true;
      }
    }
    List<Attribute> attributes = new ArrayList<>();
    skip(false);
    while (peek() == '@') {
      int start = at++;
      attributes.add(attribute(start));
      skip(false);
    }
    return new Field(name, type, unsupported, list, optional, attributes, null, new Span(line, at));
  }

  private Attribute attribute(int start) throws Unreadable {
    StringBuilder name = new StringBuilder(word());
    while (peek() == '.') {
      at++;
      name.append('.').append(word());
    }
    if (name.isEmpty()) {
      throw new Unreadable("an attribute has no name");
    }
    List<Argument> arguments = peek() == '(' ? arguments(0) : List.of();
    return new Attribute(name.toString(), arguments, new Span(start, at));
  }

  /** {@code (a, name: b)}. */
  private List<Argument> arguments(int depth) throws Unreadable {
    return items('(', ')', depth);
  }

  private List<Argument> items(char open, char close, int depth) throws Unreadable {
    if (depth > DEPTH_LIMIT) {
      throw new Unreadable("too deep");
    }
    List<Argument> items = new ArrayList<>();
    if (peek() != open) {
      throw new Unreadable("'" + open + "' is missing");
    }
    at++;
    skip(true);
    while (peek() != close) {
      int start = at;
      String name = word();
      skip(true);
      if (!name.isEmpty() && peek() == ':') {
        at++;
        skip(true);
        items.add(new Argument(name, value(depth + 1)));
      } else {
        at = start;
        items.add(new Argument(null, value(depth + 1)));
      }
      skip(true);
      if (peek() == ',') {
        at++;
        skip(true);
      } else if (peek() != close) {
        throw new Unreadable("'" + close + "' is missing");
      }
    }
    at++;
    return items;
  }

  private Value value(int depth) throws Unreadable {
    char c = peek();
    if (c == '"') {
      return new Value(Value.Kind.STRING, string(), List.of());
    }
    if (c == '[') {
      return new Value(Value.Kind.LIST, "", items('[', ']', depth));
    }
    int start = at;
    while (at < text.length() && (isWord(peek()) || "-+.".indexOf(peek()) >= 0)) {
      at++;
    }
    String word = text.substring(start, at);
    if (word.isEmpty()) {
      throw new Unreadable("a value is missing");
    }
    if (peek() == '(') {
      return new Value(Value.Kind.CALL, word, arguments(depth));
    }
    boolean number = Character.isDigit(word.charAt(0)) || "-+".indexOf(word.charAt(0)) >= 0;
    return new Value(number ? Value.Kind.NUMBER : Value.Kind.WORD, word, List.of());
  }

  private String string() throws Unreadable {
    StringBuilder out = new StringBuilder();
    at++;
    while (at < text.length() && peek() != '"' && peek() != '\n') {
      char c = text.charAt(at++);
      if (c == '\\' && at < text.length()) {
        char escaped = text.charAt(at++);
        out.append(
            switch (escaped) {
              case 'n' -> '\n';
              case 't' -> '\t';
              case 'r' -> '\r';
              default -> escaped;
            });
      } else {
        out.append(c);
      }
    }
    if (peek() != '"') {
      throw new Unreadable("a string has no end");
    }
    at++;
    return out.toString();
  }

  // --- characters -----------------------------------------------------------------------------

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private String word() {
    int start = at;
    while (at < text.length() && isWord(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  /** Blanks and comments, and line ends if asked. */
  private void skip(boolean lines) {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (text.startsWith("//", at)) {
        at = lineEnd(at);
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        at = end < 0 ? text.length() : end + 2;
      } else if ((c == '\n' || c == '\r') ? lines : (Character.isWhitespace(c) || c == '\uFEFF')) {
        at++;
      } else {
        return;
      }
    }
  }

  private int lineEnd(int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  private void gap(String reason, int start) {
    int end = Math.min(Math.max(at, start), text.length());
    gaps.add(new Step.Gap(Step.GapCode.SYNTAX, reason, source.origin(new Span(start, end))));
  }

  /** The first block of a kind. */
  static @Nullable Block first(List<Block> blocks, String kind) {
    for (Block block : blocks) {
      if (block.kind().equals(kind)) {
        return block;
      }
    }
    return null;
  }
}
