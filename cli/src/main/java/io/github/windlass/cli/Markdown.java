package io.github.windlass.cli;

/**
 * Text of unknown origin made fit for Markdown as GitHub and GitLab read it: it forms nothing, and
 * calls nobody.
 */
final class Markdown {

  private static final String FORMING = "\\`*_{}[]()#+!|~$:";

  private Markdown() {}

  /** Text on one line, also in a cell of a table. */
  static String text(String text) {
    StringBuilder out = new StringBuilder();
    String line = Plain.oneLine(text);
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        // A word joiner, without which somebody is called.
        case '@' -> out.append("@\u2060");
        default -> {
          // Names have many underscores; one within a word forms nothing.
          boolean plain = "():+".indexOf(c) >= 0 || isJoining(line, i);
          out.append(FORMING.indexOf(c) >= 0 && !plain ? "\\" : "").append(c);
          // Nor does an address become a link.
          out.append(c == ':' && line.startsWith("//", i + 1) ? "\u2060" : "");
        }
      }
    }
    return out.toString();
  }

  private static boolean isJoining(String line, int at) {
    return line.charAt(at) == '_'
        && at > 0
        && at + 1 < line.length()
        && Character.isLetterOrDigit(line.charAt(at - 1))
        && Character.isLetterOrDigit(line.charAt(at + 1));
  }

  /** Code on one line, also in a cell of a table, where a bar would end the cell. */
  static String code(String text) {
    String line = Plain.oneLine(text);
    boolean plain =
        !line.isEmpty() && line.indexOf('`') < 0 && line.indexOf('|') < 0 && line.indexOf('\\') < 0;
    return plain ? "`" + line + "`" : codeInHtml(line);
  }

  /** Code on one line, where HTML stands; as good between Markdown. */
  static String codeInHtml(String text) {
    StringBuilder out = new StringBuilder("<code>");
    String line = Plain.oneLine(text);
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c < 128
          && !Character.isLetterOrDigit(c)
          && " .,;=()-/\"'".indexOf(c) < 0
          && !isJoining(line, i)) {
        out.append("&#").append((int) c).append(';');
      } else {
        out.append(c);
      }
    }
    return out.append("</code>").toString();
  }

  /** A block of code, whose fence is longer than any run of backquotes in it. */
  static String block(String language, String text) {
    int longest = 2;
    int run = 0;
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      run = c == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
      boolean control = c != '\n' && c != '\t' && Plain.oneLine(String.valueOf(c)).isEmpty();
      plain.append(control ? ' ' : c);
    }
    String fence = "`".repeat(longest + 1);
    return fence + language + "\n" + plain.toString().strip() + "\n" + fence + "\n";
  }
}
