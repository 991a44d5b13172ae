package io.github.windlass.script.ruby.parser;

import io.github.windlass.extractor.Span;
import org.jspecify.annotations.Nullable;

/** Prism counts bytes of UTF-8; a source counts characters. */
public final class Offsets {

  private final int @Nullable [] characters;

  private Offsets(int @Nullable [] characters) {
    this.characters = characters;
  }

  static Offsets of(String text, int bytes) {
    if (bytes == text.length()) {
      return new Offsets(null);
    }
    int[] characters = new int[bytes + 1];
    int at = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      int size = Character.charCount(point);
      boolean lone = size == 1 && Character.isSurrogate((char) point);
      int length = lone || point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      for (int j = 0; j < length; j++) {
        characters[at + j] = i;
      }
      at += length;
      i += size;
    }
    characters[at] = text.length();
    return new Offsets(characters);
  }

  /** A stretch of the source. */
  public Span span(int start, int end) {
    return new Span(character(start), character(Math.max(start, end)));
  }

  private int character(int offset) {
    int[] known = characters;
    return known == null ? offset : known[Math.min(offset, known.length - 1)];
  }
}
