package io.github.windlass.extractor.knex.schema;

import io.github.windlass.script.Text;

/** The comments of columns. */
final class Comments {

  private Comments() {}

  /** With each apostrophe doubled that stands alone. */
  static Text escaped(Text text) {
    String all = text.text();
    Text.Builder out = new Text.Builder();
    int from = 0;
    for (int at = all.indexOf('\''); at >= 0; at = all.indexOf('\'', at + 1)) {
      boolean alone =
          (at == 0 || all.charAt(at - 1) != '\'')
              && (at + 1 == all.length() || all.charAt(at + 1) != '\'');
      if (alone) {
        out.add(text.slice(from, at + 1)).add("'");
        from = at + 1;
      }
    }
    return from == 0 ? text : out.add(text.slice(from, all.length())).build();
  }
}
