package io.github.windlass.analyzer.catalog;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A server's catalog, as it was recorded, beside ours. */
final class CatalogDifferences {

  private CatalogDifferences() {}

  /** The recorded facts; texts of expressions in the form of {@link ExpressionText}. */
  static Map<String, String> recorded(List<String> lines) {
    Map<String, String> recorded = new TreeMap<>();
    for (String line : lines) {
      int exact = line.indexOf(" = ");
      int text = line.indexOf(" ~ ");
      if (text > 0 && (exact < 0 || text < exact)) {
        String what = line.substring(0, text);
        recorded.put(what, ExpressionText.ofServer(what, unescaped(line.substring(text + 3))));
      } else {
        recorded.put(line.substring(0, exact), line.substring(exact + 3));
      }
    }
    return recorded;
  }

  private static String unescaped(String text) {
    return text.replace("\\n", "\n").replace("\\\\", "\\");
  }

  /** What is wrong: said otherwise, not said, or said of what is not there. */
  static Map<String, String> between(Map<String, String> recorded, Map<String, String> said) {
    Map<String, String> wrong = new TreeMap<>();
    said.forEach((what, is) -> {
      String truth = recorded.get(what);
      if (!is.equals(truth) && !is.equals(CatalogLines.UNKNOWN)) {
        wrong.put(what, truth == null ? "not there: " + is : "is " + truth + " and not " + is);
      }
    });
    recorded.forEach((what, is) -> {
      if (!said.containsKey(what) && !isUnknown(what, said)) {
        wrong.put(what, "missing: " + is);
      }
    });
    return wrong;
  }

  /** Whether a fact is one of a column of a relation whose columns are said to be unknown. */
  private static boolean isUnknown(String what, Map<String, String> said) {
    int second = what.indexOf('.', what.indexOf('.') + 1);
    return second > 0
        && CatalogLines.UNKNOWN.equals(said.get(what.substring(0, second) + " columns"));
  }
}
