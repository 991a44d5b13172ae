package io.github.windlass.extractor.rails.schema;

import io.github.windlass.script.Text;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Names as ActiveRecord quotes, makes and shortens them. */
public final class Names {

  /** Index names that ActiveRecord makes have so many bytes at most (from 7.1 on). */
  static final int INDEX = 62;

  /** PostgreSQL's own limit. */
  static final int IDENTIFIER = 63;

  private static final int HASH = 10;

  private Names() {}

  /** A text with every quote of a kind doubled, between two of them. */
  private static Text between(String quote, Text text) {
    Text.Builder all = new Text.Builder().add(quote);
    int at = 0;
    for (Text.Piece piece : text.pieces()) {
      int length = piece.text().length();
      if (piece instanceof Text.Piece.Hole) {
        all.add(piece);
      } else {
        int from = 0;
        for (int i = piece.text().indexOf(quote); i >= 0; i = piece.text().indexOf(quote, from)) {
          all.add(text.slice(at + from, at + i + 1)).add(quote);
          from = i + 1;
        }
        all.add(text.slice(at + from, at + length));
      }
      at += length;
    }
    return all.add(quote).build();
  }

  /** {@code quote_column_name}. */
  public static Text quoted(Text name) {
    return between("\"", name);
  }

  /** {@code quote} of a string. */
  public static Text literal(Text value) {
    return between("'", value);
  }

  /** {@code quote_table_name}: the part before a point is the schema. */
  public static Text quotedTable(Text name) {
    List<Text> parts = parts(name);
    Text.Builder all = new Text.Builder();
    for (int i = 0; i < parts.size() && i < 2; i++) {
      all.add(i == 0 ? "" : ".").add(quoted(unquoted(parts.get(i))));
    }
    return all.build();
  }

  /** A name's parts between points that are not within quotes. */
  static List<Text> parts(Text name) {
    List<Text> parts = new ArrayList<>();
    int from = 0;
    int at = 0;
    boolean within = false;
    for (Text.Piece piece : name.pieces()) {
      String text = piece.text();
      if (piece instanceof Text.Piece.Known) {
        for (int i = 0; i < text.length(); i++) {
          char c = text.charAt(i);
          within ^= c == '"';
          if (c == '.' && !within) {
            parts.add(name.slice(from, at + i));
            from = at + i + 1;
          }
        }
      }
      at += text.length();
    }
    parts.add(name.slice(from, name.length()));
    return parts;
  }

  private static Text unquoted(Text name) {
    String text = name.text();
    return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
        ? name.slice(1, name.length() - 1)
        : name;
  }

  /** The first hexadecimal digits of the SHA-256 of an identifier. */
  static String hash(String identifier) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(identifier.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH);
    } catch (NoSuchAlgorithmException none) {
      throw new IllegalStateException(none);
    }
  }

  /**
   * A name that ends in the hash of an identifier: {@code fk_rails_…}. Where the identifier is not
   * known, a hole.
   */
  static Text hashed(String prefix, Text identifier) {
    if (identifier.isKnown()) {
      return Text.of(prefix + hash(identifier.text()));
    }
    Text.Builder all = new Text.Builder().add(prefix);
    for (Text.Piece piece : identifier.pieces()) {
      if (piece instanceof Text.Piece.Hole) {
        all.add(piece);
        break;
      }
    }
    return all.build();
  }

  /** {@code check_constraint_name}. */
  public static Text check(Text table, Text expression) {
    return hashed(
        "chk_rails_", table.concat(Text.of("_")).concat(expression).concat(Text.of("_chk")));
  }

  /** The table that a reference means by its name. */
  public static Text plural(Text name) {
    return name.isKnown() ? Text.of(Constraints.plural(name.text())) : name;
  }

  /** The beginning of a text that has so many bytes at most. */
  static String shortened(String text, int bytes) {
    int end = text.length();
    while (text.substring(0, end).getBytes(StandardCharsets.UTF_8).length > bytes) {
      end--;
    }
    return text.substring(0, end);
  }

  /** Texts with another between them. */
  public static Text join(List<Text> texts, String between) {
    Text.Builder all = new Text.Builder();
    for (int i = 0; i < texts.size(); i++) {
      all.add(i == 0 ? "" : between).add(texts.get(i));
    }
    return all.build();
  }

  /** The same, each between quotes. */
  static Text quoted(List<Text> names, String between) {
    Text.Builder all = new Text.Builder();
    for (int i = 0; i < names.size(); i++) {
      all.add(i == 0 ? "" : between).add(quoted(names.get(i)));
    }
    return all.build();
  }
}
