package io.github.windlass.script.ecmascript.parser;

import org.jspecify.annotations.Nullable;

/** Each distinct name of a file is one string. */
final class Names {

  private @Nullable String[] table = new @Nullable String[256];
  private int count;

  String intern(char[] text, int start, int end) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = hash * 31 + text[i];
    }
    int mask = table.length - 1;
    int slot = spread(hash) & mask;
    for (String name = table[slot]; name != null; name = table[slot]) {
      if (matches(name, text, start, end)) {
        return name;
      }
      slot = (slot + 1) & mask;
    }
    String name = new String(text, start, end - start);
    table[slot] = name;
    if (++count * 2 > table.length) {
      grow();
    }
    return name;
  }

  private void grow() {
    @Nullable String[] old = table;
    table = new @Nullable String[old.length * 4];
    int mask = table.length - 1;
    for (String name : old) {
      if (name != null) {
        int slot = spread(name.hashCode()) & mask;
        while (table[slot] != null) {
          slot = (slot + 1) & mask;
        }
        table[slot] = name;
      }
    }
  }

  private static int spread(int hash) {
    return hash ^ (hash >>> 15);
  }

  private static boolean matches(String name, char[] text, int start, int end) {
    int length = end - start;
    if (name.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (name.charAt(i) != text[start + i]) {
        return false;
      }
    }
    return true;
  }
}
