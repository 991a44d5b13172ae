package io.github.windlass.sql.postgres.parser;

/** Names of one parse, each distinct name held once. */
final class Identifiers {

  /** Names made to collide are not held once: better than to search long for each. */
  private static final int MAX_PROBES = 32;

  private String[] table = new String[256];
  private int size;

  /** The characters from {@code start} to {@code end}, in lower case if {@code lower}. */
  String intern(char[] text, int start, int end, boolean lower) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = hash * 31 + (lower ? Keywords.lower(text[i]) : text[i]);
    }
    int slot = spread(hash) & (table.length - 1);
    int probes = 0;
    while (table[slot] != null && probes < MAX_PROBES) {
      String known = table[slot];
      if (same(known, text, start, end, lower)) {
        return known;
      }
      slot = (slot + 1) & (table.length - 1);
      probes++;
    }
    String added = new String(text, start, end - start);
    if (lower) {
      added = lower(added);
    }
    if (table[slot] == null) {
      table[slot] = added;
      if (++size * 2 > table.length) {
        grow();
      }
    }
    return added;
  }

  private static String lower(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        char[] chars = name.toCharArray();
        for (int j = i; j < chars.length; j++) {
          chars[j] = Keywords.lower(chars[j]);
        }
        return new String(chars);
      }
    }
    return name;
  }

  private static boolean same(String known, char[] text, int start, int end, boolean lower) {
    if (known.length() != end - start) {
      return false;
    }
    for (int i = start; i < end; i++) {
      char c = lower ? Keywords.lower(text[i]) : text[i];
      if (known.charAt(i - start) != c) {
        return false;
      }
    }
    return true;
  }

  private void grow() {
    String[] old = table;
    table = new String[old.length * 2];
    for (String name : old) {
      if (name != null) {
        int slot = spread(name.hashCode()) & (table.length - 1);
        while (table[slot] != null) {
          slot = (slot + 1) & (table.length - 1);
        }
        table[slot] = name;
      }
    }
  }

  private static int spread(int hash) {
    return hash ^ (hash >>> 15);
  }
}
