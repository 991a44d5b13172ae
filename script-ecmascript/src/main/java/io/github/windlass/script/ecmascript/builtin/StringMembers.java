package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Value;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What strings have in common: ECMA-262, 22.1.3. What is cut, joined or replaced keeps its origins.
 */
final class StringMembers {

  private StringMembers() {}

  static int length(String name) {
    return switch (name) {
      case "toString",
          "valueOf",
          "trim",
          "trimStart",
          "trimLeft",
          "trimEnd",
          "trimRight",
          "toLowerCase",
          "toLocaleLowerCase",
          "toUpperCase",
          "toLocaleUpperCase",
          "normalize",
          "isWellFormed",
          "toWellFormed",
          SymbolValue.ITERATOR ->
          0;
      case "at",
          "charAt",
          "charCodeAt",
          "codePointAt",
          "concat",
          "endsWith",
          "includes",
          "indexOf",
          "lastIndexOf",
          "localeCompare",
          "match",
          "matchAll",
          "padEnd",
          "padStart",
          "repeat",
          "search",
          "startsWith" ->
          1;
      case "replace", "replaceAll", "slice", "split", "substr", "substring" -> 2;
      default -> -1;
    };
  }

  /** A member of a text. */
  static Value member(Text text, String name, Place place) {
    if (name.equals("length")) {
      return text.isKnown() ? new Value.Num(text.length()) : Unknowns.of(text, place);
    }
    if (name.equals("constructor")) {
      return Constructor.STRING;
    }
    long index = Properties.index(name);
    if (index < 0) {
      return Family.STRING.member(name);
    }
    Outline outline = Outline.of(text);
    if (index < outline.firstHole()) {
      return outline.slice((int) index, (int) index + 1);
    }
    return outline.isKnown() ? Value.Nothing.UNDEFINED : Unknowns.of(text, place);
  }

  static Value call(String name, Call call) {
    if (call.self() instanceof Value.Nothing) {
      throw call.typeError("String.prototype." + name + " called on null or undefined");
    }
    Text text = Coercion.text(call.self(), call.run(), call.place());
    return switch (name) {
      case "toString", "valueOf" -> text;
      case "at", "charAt", "charCodeAt", "codePointAt" -> one(name, Outline.of(text), call);
      case "concat" -> {
        Text all = text;
        for (int i = 0; i < call.size(); i++) {
          all = all.concat(call.text(i));
        }
        yield all;
      }
      case "trim" -> trimmed(text, true, true, call);
      case "trimStart", "trimLeft" -> trimmed(text, true, false, call);
      case "trimEnd", "trimRight" -> trimmed(text, false, true, call);
      case "toLowerCase", "toLocaleLowerCase" -> inCase(text, false, call);
      case "toUpperCase", "toLocaleUpperCase" -> inCase(text, true, call);
      case "slice", "substring", "substr" -> cut(name, Outline.of(text), call);
      case "repeat" -> repeated(text, call);
      case "padStart", "padEnd" -> padded(name, text, call);
      case "split" -> split(text, call);
      case "replace", "replaceAll" -> Replacement.replace(text, name.equals("replaceAll"), call);
      case "match", "matchAll", "search" -> byPattern(name, text, call);
      case SymbolValue.ITERATOR ->
          new IteratorObject("String", Iteration.known(text, call.run(), call.place()), call.run());
      case "normalize" -> normalized(text, call);
      case "isWellFormed" -> Value.Bool.of(wellFormed(known(text)).equals(known(text)));
      case "toWellFormed" -> {
        String wellFormed = wellFormed(known(text));
        yield wellFormed.equals(text.text()) ? text : Text.produced(wellFormed, call.place());
      }
      case "localeCompare" -> new Value.Num(Collation.compare(known(text), call.string(0)));
      default -> search(name, Outline.of(text), call);
    };
  }

  private static String known(Text text) {
    String known = text.known();
    if (known == null) {
      throw new NotKnown(text);
    }
    return known;
  }

  private static Value one(String name, Outline outline, Call call) {
    double index = call.integer(0);
    if (name.equals("at") && index < 0) {
      if (-index > outline.afterLastHole()) {
        if (!outline.isKnown()) {
          throw new NotKnown(outline.text());
        }
        return Value.Nothing.UNDEFINED;
      }
      index += outline.length();
    }
    boolean inside = index >= 0 && index < outline.length();
    if (!outline.isKnown() && index >= 0) {
      boolean found =
          inside
              && (index < outline.firstHole()
                  || index >= outline.length() - outline.afterLastHole())
              && (index < outline.firstHole() || call.integer(0) < 0);
      if (!found) {
        throw new NotKnown(outline.text());
      }
    }
    int at = (int) index;
    return switch (name) {
      case "at" -> inside ? outline.slice(at, at + 1) : Value.Nothing.UNDEFINED;
      case "charAt" -> inside ? outline.slice(at, at + 1) : Text.EMPTY;
      case "charCodeAt" -> new Value.Num(inside ? outline.characters().charAt(at) : Double.NaN);
      default ->
          inside ? new Value.Num(outline.characters().codePointAt(at)) : Value.Nothing.UNDEFINED;
    };
  }

  private static Text trimmed(Text text, boolean start, boolean end, Call call) {
    Outline outline = Outline.of(text);
    String characters = outline.characters();
    Cost.characters(characters.length(), call.run());
    int from = 0;
    int to = characters.length();
    while (start && from < to && NumberReader.isSpace(characters.charAt(from))) {
      from++;
    }
    while (end && to > from && NumberReader.isSpace(characters.charAt(to - 1))) {
      to--;
    }
    return outline.slice(from, to);
  }

  private static Text inCase(Text text, boolean upper, Call call) {
    Cost.characters(text.length(), call.run());
    Text.Builder builder = new Text.Builder();
    for (Text.Piece piece : text.pieces()) {
      if (piece instanceof Text.Piece.Known known) {
        String changed =
            upper ? known.text().toUpperCase(Locale.ROOT) : known.text().toLowerCase(Locale.ROOT);
        builder.add(
            changed.equals(known.text())
                ? known
                : new Text.Piece.Known(changed, known.place(), false));
      } else {
        builder.add(piece);
      }
    }
    return builder.build();
  }

  private static Text cut(String name, Outline outline, Call call) {
    int length = outline.length();
    double first = call.integer(0);
    double second = call.has(1) ? call.integer(1) : Double.POSITIVE_INFINITY;
    int start;
    int end;
    switch (name) {
      case "slice" -> {
        start = index(first, outline);
        end = index(second, outline);
      }
      case "substring" -> {
        int one = index(Math.max(first, 0), outline);
        int other = index(Math.max(second, 0), outline);
        start = Math.min(one, other);
        end = Math.max(one, other);
      }
      default -> {
        start = index(first, outline);
        double last = start + Math.max(second, 0);
        if (!outline.isKnown() && !Double.isInfinite(last) && last > outline.firstHole()) {
          throw new NotKnown(outline.text());
        }
        end = (int) Math.min(last, length);
      }
    }
    return start < end ? outline.slice(start, end) : Text.EMPTY;
  }

  /** An index from the start or the end, which no hole makes uncertain. */
  private static int index(double integer, Outline outline) {
    if (!outline.isKnown()) {
      boolean certain =
          integer >= 0
              ? integer <= outline.firstHole() || integer == Double.POSITIVE_INFINITY
              : -integer <= outline.afterLastHole();
      if (!certain) {
        throw new NotKnown(outline.text());
      }
    }
    return Coercion.position(integer, outline.length());
  }

  private static Value repeated(Text text, Call call) {
    double count = call.integer(0);
    if (count < 0 || Double.isInfinite(count)) {
      throw call.rangeError("Invalid count value: " + Inspection.brief(call.at(0)));
    }
    if (text.length() == 0) {
      return text;
    }
    return copies(text, count, call);
  }

  /** A text again and again. What is one piece stays one, from the place of the first. */
  private static Text copies(Text text, double count, Call call) {
    List<Text.Piece> pieces = text.pieces();
    Cost.characters(text.length() * count, call.run());
    if (count > 1 && pieces.size() == 1 && pieces.getFirst() instanceof Text.Piece.Known known) {
      String characters = known.text().repeat((int) count);
      return new Text.Builder().add(new Text.Piece.Known(characters, known.place(), false)).build();
    }
    Cost.items(pieces.size() * count, call.run());
    Text.Builder builder = new Text.Builder();
    for (int i = 0; i < count; i++) {
      builder.add(text);
    }
    return builder.build();
  }

  private static Value padded(String name, Text text, Call call) {
    double length = call.integer(0);
    Text filler = call.has(1) ? call.text(1) : Text.of(" ");
    if (!text.isKnown()) {
      throw new NotKnown(text);
    }
    if (length <= text.length() || filler.length() == 0) {
      return text;
    }
    if (!filler.isKnown()) {
      throw new NotKnown(filler);
    }
    Cost.characters(length, call.run());
    if (length > 1 << 29) {
      throw call.rangeError("Invalid string length");
    }
    int missing = (int) length - text.length();
    int whole = missing / filler.length();
    Text pad =
        copies(filler, whole, call).concat(filler.slice(0, missing - whole * filler.length()));
    return name.equals("padStart") ? pad.concat(text) : text.concat(pad);
  }

  private static Value split(Text text, Call call) {
    double limit = call.has(1) ? Coercion.int32(call.number(1)) & 0xFFFFFFFFL : 4294967295L;
    if (call.at(0) instanceof RegExpObject pattern) {
      return RegExpText.split(pattern, text, limit, call);
    }
    List<Value> parts = new ArrayList<>();
    if (!call.has(0)) {
      if (limit > 0) {
        parts.add(text);
      }
      return call.run().list(parts);
    }
    String separator = call.string(0);
    Outline outline = Outline.of(text);
    String characters = outline.characters();
    Cost.characters(characters.length(), call.run());
    if (separator.isEmpty()) {
      if (!outline.isKnown()) {
        throw new NotKnown(text);
      }
      Cost.items(characters.length(), call.run());
      for (int i = 0; i < characters.length() && parts.size() < limit; i++) {
        parts.add(outline.slice(i, i + 1));
      }
      return call.run().list(parts);
    }
    int start = 0;
    while (parts.size() < limit) {
      int found = characters.indexOf(separator, start);
      parts.add(outline.slice(start, found < 0 ? characters.length() : found));
      if (found < 0) {
        break;
      }
      start = found + separator.length();
    }
    Cost.items(parts.size(), call.run());
    return call.run().list(parts);
  }

  private static Value byPattern(String name, Text text, Call call) {
    RegExpObject pattern;
    if (call.at(0) instanceof RegExpObject given) {
      pattern = given;
      if (name.equals("matchAll") && !given.isGlobal()) {
        throw call.typeError("String.prototype.matchAll called with a non-global RegExp argument");
      }
    } else {
      String source = call.has(0) ? call.string(0) : "(?:)";
      Value made =
          RegExpObject.of(source, name.equals("matchAll") ? "g" : "", call.run(), call.place());
      if (!(made instanceof RegExpObject known)) {
        return made;
      }
      pattern = known;
    }
    return switch (name) {
      case "match" -> RegExpText.match(pattern, text, call);
      case "matchAll" -> RegExpText.matchAll(pattern, text, call);
      default -> RegExpText.search(pattern, text, call);
    };
  }

  private static Value normalized(Text text, Call call) {
    String form = call.has(0) ? call.string(0) : "NFC";
    Normalizer.Form known =
        switch (form) {
          case "NFC" -> Normalizer.Form.NFC;
          case "NFD" -> Normalizer.Form.NFD;
          case "NFKC" -> Normalizer.Form.NFKC;
          case "NFKD" -> Normalizer.Form.NFKD;
          default ->
              throw call.rangeError(
                  "The normalization form should be one of NFC, NFD, NFKC, NFKD.");
        };
    String characters = known(text);
    Cost.characters(8.0 * characters.length(), call.run());
    return Normalizer.isNormalized(characters, known)
        ? text
        : Text.produced(Normalizer.normalize(characters, known), call.place());
  }

  private static String wellFormed(String text) {
    StringBuilder result = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        result.setCharAt(i, '\uFFFD');
      }
    }
    return result.toString();
  }

  private static Value search(String name, Outline outline, Call call) {
    if (call.at(0) instanceof RegExpObject && !name.contains("ndexOf")) {
      throw call.typeError(
          "First argument to String.prototype." + name + " must not be a regular expression");
    }
    String searched = call.string(0);
    String characters = outline.characters();
    Cost.characters(characters.length(), call.run());
    int length = characters.length();
    switch (name) {
      case "startsWith", "endsWith" -> {
        boolean starts = name.equals("startsWith");
        if (call.has(1) && !outline.isKnown()) {
          throw new NotKnown(outline.text());
        }
        int at =
            starts
                ? (int) Math.min(Math.max(call.integer(1), 0), length)
                : (int) Math.min(Math.max(call.has(1) ? call.integer(1) : length, 0), length)
                    - searched.length();
        Truth answer = starts ? startsWith(outline, searched, at) : endsWith(outline, searched, at);
        if (answer == Truth.UNKNOWN) {
          throw new NotKnown(outline.text());
        }
        return Value.Bool.of(answer == Truth.TRUE);
      }
      case "includes" -> {
        int from = (int) Math.min(Math.max(call.integer(1), 0), length);
        boolean found = characters.indexOf(searched, from) >= 0;
        if (!outline.isKnown() && (!found || from > 0)) {
          throw new NotKnown(outline.text());
        }
        return Value.Bool.of(found);
      }
      case "indexOf" -> {
        int from = (int) Math.min(Math.max(call.integer(1), 0), length);
        int found = characters.indexOf(searched, from);
        if (!outline.isKnown() && (found < 0 || found > outline.firstHole())) {
          throw new NotKnown(outline.text());
        }
        return new Value.Num(found);
      }
      default -> {
        double given = call.number(1);
        if (!outline.isKnown()) {
          throw new NotKnown(outline.text());
        }
        double from = Double.isNaN(given) ? Double.POSITIVE_INFINITY : Coercion.truncate(given);
        return new Value.Num(
            characters.lastIndexOf(searched, (int) Math.min(Math.max(from, 0), length)));
      }
    }
  }

  private static Truth startsWith(Outline outline, String searched, int at) {
    String characters = outline.characters();
    int certain = Math.min(searched.length(), Math.max(0, outline.firstHole() - at));
    if (!characters.regionMatches(at, searched, 0, certain)) {
      return Truth.FALSE;
    }
    if (certain == searched.length()) {
      return Truth.TRUE;
    }
    return outline.isKnown() ? Truth.FALSE : Truth.UNKNOWN;
  }

  private static Truth endsWith(Outline outline, String searched, int at) {
    String characters = outline.characters();
    if (outline.isKnown()) {
      return at >= 0 && characters.startsWith(searched, at) ? Truth.TRUE : Truth.FALSE;
    }
    int certain = Math.min(searched.length(), outline.afterLastHole());
    boolean alike =
        characters.regionMatches(
            characters.length() - certain, searched, searched.length() - certain, certain);
    return !alike ? Truth.FALSE : certain == searched.length() ? Truth.TRUE : Truth.UNKNOWN;
  }
}
