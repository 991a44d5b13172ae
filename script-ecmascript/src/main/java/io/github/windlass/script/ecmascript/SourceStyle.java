package io.github.windlass.script.ecmascript;

import io.github.windlass.extractor.SourceFile;
import io.github.windlass.script.ecmascript.parser.FileKind;

/**
 * How a TypeScript or JavaScript file is written, as a glance tells, so that a file beside it is
 * written alike.
 *
 * @param typeScript whether types may be written
 * @param modules whether it exports by {@code export}, rather than by {@code module.exports}
 * @param typeImports whether it imports types by {@code import type}
 * @param quote the quote around the names of modules
 */
public record SourceStyle(boolean typeScript, boolean modules, boolean typeImports, char quote) {

  public static SourceStyle of(SourceFile source) {
    String text = source.text();
    FileKind kind = FileKind.of(source.path());
    boolean typeScript = !kind.isJavaScript();
    boolean modules =
        switch (kind) {
          case MTS, MJS -> true;
          case CJS -> false;
          case TS, CTS, DTS, JS -> exports(text, typeScript);
        };
    return new SourceStyle(
        typeScript, modules, text.contains("import type ") || kind == FileKind.MTS, quote(text));
  }

  private static boolean exports(String text, boolean typeScript) {
    if (text.contains("module.exports")) {
      return false;
    }
    return hasLineWith(text, "export ")
        || hasLineWith(text, "import ")
        || (typeScript && !text.contains("exports."));
  }

  /** Whether a line begins with a word. */
  private static boolean hasLineWith(String text, String word) {
    return text.startsWith(word) || text.contains("\n" + word);
  }

  private static char quote(String text) {
    int single = text.indexOf('\'');
    int twofold = text.indexOf('"');
    return single >= 0 && (twofold < 0 || single < twofold) ? '\'' : '"';
  }

  /** The name of a module in quotes. */
  public String module(String name) {
    return quote + name + quote;
  }

  /** A text as a template without holes, which says it character by character. */
  public static String template(String text) {
    StringBuilder all = new StringBuilder("`");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\', '`' -> all.append('\\').append(c);
        case '$' -> all.append(i + 1 < text.length() && text.charAt(i + 1) == '{' ? "\\$" : "$");
        case '\r' -> all.append("\\r");
        default -> all.append(c);
      }
    }
    return all.append('`').toString();
  }

  /**
   * A note as a comment of one line, which each of the four line terminators of ECMA-262 would end.
   *
   * @param indent what stands before it
   * @return empty for an empty note; else with a line's end
   */
  public static String comment(String note, String indent) {
    if (note.isEmpty()) {
      return "";
    }
    String line =
        note.replace('\n', ' ').replace('\r', ' ').replace('\u2028', ' ').replace('\u2029', ' ');
    return indent + "// " + line + "\n";
  }
}
