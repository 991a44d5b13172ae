package io.github.windlass.script.ruby.builtin;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.object.Arguments;
import io.github.windlass.script.ruby.object.RubyHash;
import io.github.windlass.script.ruby.object.RubyProc;
import io.github.windlass.script.ruby.object.RubyRange;
import io.github.windlass.script.ruby.object.Symbol;
import io.github.windlass.script.ruby.object.World;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * Methods of strings. Texts do not change: those that change a string give the changed one, and the
 * lowering assigns it.
 */
public final class StringMethods {

  private StringMethods() {}

  /** Calls a method; null: strings have none of that name. */
  public static @Nullable Value invoke(
      Text self, String name, Arguments arguments, Evaluation run, Place place) {
    Value first = arguments.get(0);
    String known = self.known();
    run.spend(self.length() / 64);
    switch (name) {
      case "to_s",
      "to_str",
      "freeze",
      "dup",
      "itself",
      "html_safe",
      "clone",
      "b",
      "scrub",
      "encode",
      "force_encoding",
      "mb_chars",
      "+@",
      "-@",
      "presence_text":
        return self;
      case "to_sym", "intern":
        return new Symbol(self);
      case "squish", "squish!":
        return squish(self);
      case "strip", "strip!":
        return stripped(self, true, true);
      case "lstrip", "lstrip!":
        return stripped(self, true, false);
      case "rstrip", "rstrip!":
        return stripped(self, false, true);
      case "chomp", "chomp!":
        return chomped(self, arguments, run, place);
      case "strip_heredoc":
        return known == null ? self : heredoc(known, place);
      case "concat", "<<":
        Text all = self;
        for (Value each : arguments.positional()) {
          all = all.concat(Strings.text(each, run, place));
        }
        return all;
      case "prepend":
        return Strings.text(first, run, place).concat(self);
      case "replace":
        return Strings.text(first, run, place);
      case "bytesize":
        return known == null
            ? new Unknown(place.text(), place)
            : Operators.of(known.getBytes(StandardCharsets.UTF_8).length);
      case "length", "size":
        return known == null
            ? new Unknown(place.text(), place)
            : Operators.of(known.codePointCount(0, known.length()));
      case "empty?":
        return self.length() == 0
            ? Value.Bool.TRUE
            : known == null ? ObjectMethods.isBlank(self, run, place) : Value.Bool.FALSE;
      case "join":
        return self;
      case "lines", "each_line":
        return lines(self, arguments, run, place);
      case "split":
        return split(self, arguments, run, place);
      case "gsub", "gsub!", "sub", "sub!":
        return replaced(self, name.startsWith("g"), arguments, run, place);
      case "remove", "remove!":
        Text without = self;
        for (Value each : arguments.positional()) {
          without =
              Strings.text(
                  replaced(without, true, Arguments.positional(each, Text.EMPTY), run, place),
                  run,
                  place);
        }
        return without;
      case "delete_prefix":
        return known != null && first instanceof Text prefix && prefix.isKnown()
            ? known.startsWith(prefix.text()) ? self.slice(prefix.length(), self.length()) : self
            : new Unknown(place.text(), place);
      case "delete_suffix":
        return known != null && first instanceof Text suffix && suffix.isKnown()
            ? known.endsWith(suffix.text()) ? self.slice(0, self.length() - suffix.length()) : self
            : new Unknown(place.text(), place);
      case "include?", "start_with?", "end_with?", "starts_with?", "ends_with?", "exclude?":
        Value found = contains(self, name, arguments, run, place);
        return name.equals("exclude?") ? Operators.not(found) : found;
      case "match?", "=~", "match", "!~":
        if (first instanceof RubyRegexp regexp) {
          Value matches = regexp.matches(self, run, place);
          return name.equals("match?")
              ? matches
              : name.equals("!~")
                  ? Operators.not(matches)
                  : matches == Value.Bool.FALSE
                      ? Value.Nothing.NULL
                      : new Unknown(place.text(), place);
        }
        return new Unknown(place.text(), place);
      case "to_json":
        return Json.of(self, run, place);
      case "swapcase", "swapcase!":
        return mapped(self, StringMethods::swapped);
      case "chop":
        return self.slice(0, Math.max(0, self.length() - 1));
      case "casecmp", "upto", "each_byte", "each_grapheme_cluster", "codepoints", "unpack2":
        return UnknownMethods.invoke(new Unknown(place.text(), place), name, arguments, run, place);
      case "[]", "slice", "at", "first", "last", "from", "to":
        return first instanceof RubyRegexp regexp
            ? regexp.part(self, arguments.get(1), run, place)
            : part(self, name, arguments, place);
      case "*", "%", "+", "<", ">":
        return null;
      case "format":
        return Strings.format(arguments, run, place);
      case "ljust", "rjust", "center":
        return justified(self, name, arguments, run, place);
      case "tr",
      "tr!",
      "delete",
      "delete!",
      "squeeze",
      "squeeze!",
      "tr_s",
      "count",
      "index",
      "rindex",
      "insert",
      "unpack",
      "unpack1",
      "crypt",
      "sum",
      "hex",
      "oct",
      "ord",
      "bytes",
      "scan",
      "partition",
      "rpartition",
      "hash",
      "encoding",
      "valid_encoding?",
      "each_char",
      "to_date",
      "to_time",
      "to_datetime",
      "in_time_zone",
      "unpack_all",
      "next",
      "slice!",
      "truncate",
      "constantize",
      "safe_constantize",
      "to_c",
      "to_r",
      "succ",
      "indent",
      "html_escape":
        return other(self, name, arguments, run, place);
      case "to_i":
        return known == null || (arguments.size() > 0 && !isTen(first))
            ? new Unknown(place.text(), place)
            : leadingNumber(known, run);
      case "to_f", "to_d":
        return known == null ? new Unknown(place.text(), place) : leadingFloat(known);
      case "upcase", "upcase!":
        return mapped(self, text -> text.toUpperCase(Locale.ROOT));
      case "downcase", "downcase!":
        return mapped(self, text -> text.toLowerCase(Locale.ROOT));
      case "capitalize", "capitalize!":
        return known == null || known.isEmpty()
            ? self
            : Text.produced(
                known.substring(0, 1).toUpperCase(Locale.ROOT)
                    + known.substring(1).toLowerCase(Locale.ROOT),
                place);
      case "chars":
        return known == null ? new Unknown(place.text(), place) : chars(self, run);
      case "reverse":
        return known == null
            ? new Unknown(place.text(), place)
            : Text.produced(new StringBuilder(known).reverse().toString(), place);
      case "inspect", "dump":
        return Strings.inspect(self, run, place);
      case "==", "eql?", "===":
        return Operators.equal(self, first, run, place);
      case "<=>":
        return known != null && first instanceof Text that && that.isKnown()
            ? Operators.of(Integer.signum(known.compareTo(that.text())))
            : new Unknown(place.text(), place);
      case "casecmp?":
        return known != null && first instanceof Text that && that.isKnown()
            ? Value.Bool.of(known.equalsIgnoreCase(that.text()))
            : new Unknown(place.text(), place);
      case "unicode_normalize", "ascii_only?", "unicode_normalized?", "is_utf8?":
        return new Unknown(place.text(), place);
      case "call":
        return null;
      default:
        return null;
    }
  }

  private static boolean isTen(Value base) {
    Integer known = Operators.whole(base);
    return known != null && known == 10;
  }

  private static String swapped(String text) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      all.append(Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c));
    }
    return all.toString();
  }

  private interface Mapping {
    String of(String text);
  }

  private static Text mapped(Text self, Mapping mapping) {
    Text.Builder all = new Text.Builder();
    for (Text.Piece piece : self.pieces()) {
      all.add(
          piece instanceof Text.Piece.Known known
              ? new Text.Piece.Known(mapping.of(known.text()), known.place(), false)
              : piece);
    }
    return all.build();
  }

  /** Runs of white space become one blank, outer ones none. */
  static Text squish(Text self) {
    Text.Builder all = new Text.Builder();
    boolean blank = false;
    int at = 0;
    for (Text.Piece piece : self.pieces()) {
      int length = piece.text().length();
      if (piece instanceof Text.Piece.Hole) {
        if (blank && all.length() > 0) {
          all.add(" ");
        }
        blank = false;
        all.add(piece);
      } else {
        int i = 0;
        String text = piece.text();
        while (i < length) {
          if (isBlank(text.charAt(i))) {
            blank = true;
            i++;
            continue;
          }
          int start = i;
          while (i < length && !isBlank(text.charAt(i))) {
            i++;
          }
          if (blank && all.length() > 0) {
            all.add(" ");
          }
          blank = false;
          all.add(self.slice(at + start, at + i));
        }
      }
      at += length;
    }
    return all.build();
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || c == '\u00a0' || c == '\0';
  }

  /** What {@code strip} takes away, which knows of ASCII only. */
  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == '\0';
  }

  private static Text stripped(Text self, boolean left, boolean right) {
    int start = 0;
    int end = self.length();
    String text = self.text();
    while (left && start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (right && end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return self.slice(start, end);
  }

  private static Value chomped(Text self, Arguments arguments, Evaluation run, Place place) {
    String text = self.text();
    String suffix =
        arguments.has(0)
            ? Strings.text(arguments.get(0), run, place).text()
            : text.endsWith("\r\n") ? "\r\n" : text.endsWith("\r") ? "\r" : "\n";
    return text.endsWith(suffix) ? self.slice(0, text.length() - suffix.length()) : self;
  }

  private static Text heredoc(String text, Place place) {
    String[] lines = text.split("(?<=\n)", -1);
    int least = Integer.MAX_VALUE;
    for (String line : lines) {
      int indent = 0;
      while (indent < line.length()
          && (line.charAt(indent) == ' ' || line.charAt(indent) == '\t')) {
        indent++;
      }
      if (indent < line.length() && line.charAt(indent) != '\n') {
        least = Math.min(least, indent);
      }
    }
    StringBuilder all = new StringBuilder();
    for (String line : lines) {
      all.append(line.length() >= least ? line.substring(least) : line.stripLeading());
    }
    return Text.produced(all.toString(), place);
  }

  private static Value lines(Text self, Arguments arguments, Evaluation run, Place place) {
    RubyHash options = arguments.options();
    Value chomp = options == null ? null : options.option("chomp");
    if (!arguments.withoutOptions().isEmpty() || chomp instanceof Unknown) {
      ListValue unknown = run.list(List.of());
      unknown.becomeUncertain(new Unknown(place.text(), place));
      return unknown;
    }
    boolean bare = chomp == Value.Bool.TRUE;
    List<Value> lines = new ArrayList<>();
    String text = self.text();
    int from = 0;
    while (from < text.length()) {
      run.spend(1);
      int end = text.indexOf('\n', from);
      int until = end < 0 ? text.length() : end + 1;
      int shown = bare && end >= 0 ? end : until;
      if (bare && end > from && text.charAt(end - 1) == '\r') {
        shown--;
      }
      lines.add(self.slice(from, shown));
      from = until;
    }
    ListValue list = run.list(lines);
    if (arguments.block() instanceof RubyProc) {
      ArrayMethods.invoke(list, "each", arguments, run, place);
    }
    return list;
  }

  private static Value split(Text self, Arguments arguments, Evaluation run, Place place) {
    String text = self.known();
    Value by = arguments.get(0);
    if (text == null || by instanceof Unknown) {
      ListValue parts = run.list(List.of());
      parts.becomeUncertain(new Unknown(place.text(), place));
      return parts;
    }
    if (arguments.has(1)) {
      return limited(self, text, by, arguments.get(1), run, place);
    }
    List<Value> parts = new ArrayList<>();
    if (by instanceof RubyRegexp regexp) {
      Matcher matcher = regexp.matcher(text, run);
      if (matcher == null || matcher.groupCount() > 0) {
        return new Unknown(place.text(), place);
      }
      int from = 0;
      try {
        while (matcher.find()) {
          if (matcher.end() == 0) {
            continue;
          }
          parts.add(self.slice(from, matcher.start()));
          from = matcher.end();
        }
      } catch (StackOverflowError deep) {
        return new Unknown(place.text(), place);
      }
      parts.add(self.slice(from, text.length()));
    } else if (by instanceof Value.Nothing || (by instanceof Text t && t.text().equals(" "))) {
      int i = 0;
      while (i < text.length()) {
        if (isSpace(text.charAt(i))) {
          i++;
          continue;
        }
        int start = i;
        while (i < text.length() && !isSpace(text.charAt(i))) {
          i++;
        }
        run.spend(1);
        parts.add(self.slice(start, i));
      }
    } else {
      String separator = Strings.text(by, run, place).text();
      if (separator.isEmpty()) {
        return chars(self, run);
      }
      int from = 0;
      for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
        run.spend(1);
        parts.add(self.slice(from, at));
        from = at + separator.length();
      }
      parts.add(self.slice(from, text.length()));
    }
    while (!parts.isEmpty()
        && parts.get(parts.size() - 1) instanceof Text last
        && last.length() == 0) {
      parts.remove(parts.size() - 1);
    }
    return run.list(parts);
  }

  /** {@code split} into so many parts at most; a negative number keeps empty ones at the end. */
  private static Value limited(
      Text self, String text, Value by, Value limit, Evaluation run, Place place) {
    Integer most = Operators.whole(limit);
    String separator = by instanceof Text given ? given.known() : null;
    if (most == null || most == 0 || separator == null || separator.isBlank()) {
      return new Unknown(place.text(), place);
    }
    List<Value> parts = new ArrayList<>();
    int from = 0;
    for (int at = text.indexOf(separator);
        at >= 0 && (most < 0 || parts.size() < most - 1);
        at = text.indexOf(separator, from)) {
      run.spend(1);
      parts.add(self.slice(from, at));
      from = at + separator.length();
    }
    parts.add(self.slice(from, text.length()));
    return run.list(parts);
  }

  private static ListValue chars(Text self, Evaluation run) {
    List<Value> chars = new ArrayList<>();
    for (int i = 0; i < self.length(); i++) {
      run.spend(1);
      chars.add(self.slice(i, i + 1));
    }
    return run.list(chars);
  }

  private static Value replaced(
      Text self, boolean all, Arguments arguments, Evaluation run, Place place) {
    String text = self.known();
    Value what = arguments.get(0);
    boolean given = arguments.has(1) || arguments.block() instanceof RubyProc;
    if (text == null || what instanceof Unknown || !given || arguments.get(1) instanceof RubyHash) {
      return Text.hole(new Unknown(place.text(), place));
    }
    Text.Builder made = new Text.Builder();
    int from = 0;
    if (what instanceof RubyRegexp regexp) {
      Matcher matcher = regexp.matcher(text, run);
      if (matcher == null) {
        return Text.hole(new Unknown(place.text(), place));
      }
      try {
        while (matcher.find()) {
          made.add(self.slice(from, matcher.start()));
          made.add(
              arguments.has(1)
                  ? backReferenced(Strings.text(arguments.get(1), run, place), self, matcher, place)
                  : Strings.text(
                      given(arguments, run, place, self.slice(matcher.start(), matcher.end())),
                      run,
                      place));
          from = matcher.end();
          if (!all) {
            break;
          }
        }
      } catch (StackOverflowError deep) {
        return Text.hole(new Unknown(place.text(), place));
      }
    } else {
      String search = Strings.text(what, run, place).text();
      if (search.isEmpty()) {
        return Text.hole(new Unknown(place.text(), place));
      }
      for (int at = text.indexOf(search); at >= 0; at = text.indexOf(search, from)) {
        run.spend(1);
        made.add(self.slice(from, at));
        made.add(
            Strings.text(
                arguments.has(1)
                    ? arguments.get(1)
                    : given(arguments, run, place, self.slice(at, at + search.length())),
                run,
                place));
        from = at + search.length();
        if (!all) {
          break;
        }
      }
    }
    return made.add(self.slice(from, text.length())).build();
  }

  private static Value given(Arguments arguments, Evaluation run, Place place, Text found) {
    return arguments.block() instanceof RubyProc block
        ? block.run(run, place, found)
        : Value.Nothing.NULL;
  }

  /** A replacement with {@code \1} in it. */
  private static Text backReferenced(Text replacement, Text self, Matcher matcher, Place at) {
    String text = replacement.text();
    if (!replacement.isKnown() || text.indexOf('\\') < 0) {
      return replacement;
    }
    Text.Builder all = new Text.Builder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length() && Character.isDigit(text.charAt(i + 1))) {
        int group = text.charAt(++i) - '0';
        if (group <= matcher.groupCount() && matcher.start(group) >= 0) {
          all.add(self.slice(matcher.start(group), matcher.end(group)));
        }
      } else if (c == '\\' && i + 1 < text.length() && "k&`'".indexOf(text.charAt(i + 1)) >= 0) {
        return Text.hole(new Unknown(matcher.pattern().pattern(), at));
      } else if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == '\\') {
        all.add("\\");
        i++;
      } else {
        all.add(replacement.slice(i, i + 1));
      }
    }
    return all.build();
  }

  private static Value contains(
      Text self, String name, Arguments arguments, Evaluation run, Place place) {
    String text = self.known();
    if (text == null) {
      return new Unknown(place.text(), place);
    }
    for (Value each : arguments.positional()) {
      if (each instanceof RubyRegexp || each instanceof Unknown) {
        return new Unknown(place.text(), place);
      }
      Text other = Strings.text(each, run, place);
      if (!other.isKnown()) {
        return new Unknown(place.text(), place);
      }
      boolean found =
          name.startsWith("start")
              ? text.startsWith(other.text())
              : name.startsWith("end") ? text.endsWith(other.text()) : text.contains(other.text());
      if (found) {
        return Value.Bool.TRUE;
      }
    }
    return Value.Bool.FALSE;
  }

  private static Value part(Text self, String name, Arguments arguments, Place place) {
    String text = self.known();
    if (text == null) {
      return Text.hole(new Unknown(place.text(), place));
    }
    int length = text.length();
    Value index = arguments.get(0);
    if (index instanceof RubyRange range) {
      Integer from =
          range.first() instanceof Value.Nothing
              ? Integer.valueOf(0)
              : Operators.whole(range.first());
      Integer until =
          range.last() instanceof Value.Nothing
              ? Integer.valueOf(-1)
              : Operators.whole(range.last());
      if (from == null || until == null) {
        return new Unknown(place.text(), place);
      }
      int start = from < 0 ? from + length : from;
      int end = (until < 0 ? until + length : until) + (range.withoutEnd() ? 0 : 1);
      return start < 0 || start > length
          ? Value.Nothing.NULL
          : self.slice(start, Math.max(start, Math.min(length, end)));
    }
    if (index instanceof Text part) {
      return part.isKnown() && text.contains(part.text()) ? part : Value.Nothing.NULL;
    }
    Integer at = arguments.has(0) ? Operators.whole(index) : Integer.valueOf(1);
    if (at == null) {
      return new Unknown(place.text(), place);
    }
    switch (name) {
      case "first":
        return self.slice(0, Math.max(0, Math.min(at, length)));
      case "last":
        return self.slice(Math.max(0, length - at), length);
      case "from":
        return self.slice(Math.max(0, Math.min(at < 0 ? at + length : at, length)), length);
      case "to":
        return self.slice(0, Math.max(0, Math.min((at < 0 ? at + length : at) + 1, length)));
      default:
        break;
    }
    int start = at < 0 ? at + length : at;
    Integer count = arguments.has(1) ? Operators.whole(arguments.get(1)) : Integer.valueOf(1);
    if (count == null) {
      return new Unknown(place.text(), place);
    }
    return start < 0 || start > length || (start == length && !arguments.has(1)) || count < 0
        ? Value.Nothing.NULL
        : self.slice(start, (int) Math.min(length, (long) start + count));
  }

  private static Value justified(
      Text self, String name, Arguments arguments, Evaluation run, Place place) {
    Integer width = Operators.whole(arguments.get(0));
    String fill = arguments.has(1) ? Strings.text(arguments.get(1), run, place).text() : " ";
    if (width == null || width > 10_000 || fill.length() != 1 || name.equals("center")) {
      return new Unknown(place.text(), place);
    }
    String padding = fill.repeat(Math.max(0, width - self.length()));
    return name.equals("ljust") ? self.concat(Text.of(padding)) : Text.of(padding).concat(self);
  }

  private static Value other(
      Text self, String name, Arguments arguments, Evaluation run, Place place) {
    String text = self.known();
    if (text == null) {
      return new Unknown(place.text(), place);
    }
    switch (name) {
      case "tr", "delete", "tr!", "delete!", "count", "squeeze", "squeeze!":
        return bySet(text, name, arguments, place);
      case "scan":
        if (arguments.get(0) instanceof RubyRegexp regexp) {
          Value all = regexp.all(self, run, place);
          return arguments.block() == null
              ? all
              : run.invoke(
                  all, "each", Arguments.NONE.withBlock(arguments.block()).values(), place);
        }
        return new Unknown(place.text(), place);
      case "partition", "rpartition":
        String by2 = arguments.get(0) instanceof Text given ? given.known() : null;
        if (by2 == null || by2.isEmpty()) {
          return new Unknown(place.text(), place);
        }
        int cut = name.equals("partition") ? text.indexOf(by2) : text.lastIndexOf(by2);
        return cut >= 0
            ? run.list(
                List.of(
                    self.slice(0, cut),
                    Text.of(by2),
                    self.slice(cut + by2.length(), text.length())))
            : run.list(
                name.equals("partition")
                    ? List.of(self, Text.EMPTY, Text.EMPTY)
                    : List.of(Text.EMPTY, Text.EMPTY, self));
      case "index":
        String sought = arguments.get(0) instanceof Text given ? given.known() : null;
        Integer start = arguments.has(1) ? Operators.whole(arguments.get(1)) : Integer.valueOf(0);
        if (sought == null || start == null || start < 0) {
          return new Unknown(place.text(), place);
        }
        int at = text.indexOf(sought, start);
        return at < 0 ? Value.Nothing.NULL : Operators.of(at);
      case "constantize", "safe_constantize":
        return ModuleMethods.constantOf(World.of(run).object(), self, run, place);
      case "each_char":
        ListValue chars = chars(self, run);
        if (arguments.block() == null) {
          return chars;
        }
        ArrayMethods.invoke(chars, "each", arguments, run, place);
        return self;
      case "insert":
        Integer index = Operators.whole(arguments.get(0));
        if (index != null && index >= 0 && index <= text.length()) {
          return self.slice(0, index)
              .concat(Strings.text(arguments.get(1), run, place))
              .concat(self.slice(index, text.length()));
        }
        return new Unknown(place.text(), place);
      case "ord":
        return text.isEmpty() ? Value.Nothing.NULL : Operators.of(text.codePointAt(0));
      case "truncate":
        Integer most = Operators.whole(arguments.get(0));
        return most != null && text.length() <= most ? self : new Unknown(place.text(), place);
      case "indent":
        Integer by = Operators.whole(arguments.get(0));
        if (by == null || by > 100) {
          return new Unknown(place.text(), place);
        }
        StringBuilder indented = new StringBuilder();
        for (String line : text.split("(?<=\n)", -1)) {
          indented.append(line.isBlank() ? "" : " ".repeat(by)).append(line);
        }
        return Text.produced(indented.toString(), place);
      default:
        return new Unknown(place.text(), place);
    }
  }

  /** {@code tr} and its like: {@code a-z} is a range, {@code ^} at the start all others. */
  private static Value bySet(String text, String name, Arguments arguments, Place place) {
    if (arguments.size() == 0 && name.startsWith("squeeze")) {
      StringBuilder squeezed = new StringBuilder();
      for (int i = 0; i < text.length(); i++) {
        if (i == 0 || text.charAt(i) != text.charAt(i - 1)) {
          squeezed.append(text.charAt(i));
        }
      }
      return Text.produced(squeezed.toString(), place);
    }
    String given = arguments.get(0) instanceof Text set ? set.known() : null;
    boolean others = given != null && given.length() > 1 && given.startsWith("^");
    String from = given == null ? null : set(others ? given.substring(1) : given);
    String to = null;
    if (name.startsWith("tr")) {
      String known = arguments.get(1) instanceof Text set ? set.known() : null;
      to = known == null ? null : set(known);
    }
    int sets = name.startsWith("tr") ? 2 : 1;
    if (from == null || arguments.size() != sets || (sets == 2 && to == null)) {
      return new Unknown(place.text(), place);
    }
    StringBuilder made = new StringBuilder();
    int count = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int at = from.indexOf(c);
      boolean within = at >= 0 != others;
      count += within ? 1 : 0;
      if (!within) {
        made.append(c);
      } else if (name.startsWith("squeeze")) {
        made.append(i > 0 && text.charAt(i - 1) == c ? "" : String.valueOf(c));
      } else if (to != null && !to.isEmpty()) {
        made.append(to.charAt(others ? to.length() - 1 : Math.min(at, to.length() - 1)));
      }
    }
    return name.equals("count") ? Operators.of(count) : Text.produced(made.toString(), place);
  }

  /** The characters of a set; null: it has an escape in it, or too many. */
  private static @Nullable String set(String given) {
    if (given.indexOf('\\') >= 0) {
      return null;
    }
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < given.length(); i++) {
      if (i + 2 < given.length() && given.charAt(i + 1) == '-') {
        if (given.charAt(i + 2) - given.charAt(i) > 4096 || all.length() > 4096) {
          return null;
        }
        for (int c = given.charAt(i); c <= given.charAt(i + 2); c++) {
          all.append((char) c);
        }
        i += 2;
      } else {
        all.append(given.charAt(i));
      }
    }
    return all.toString();
  }

  private static Value leadingNumber(String text, Evaluation run) {
    String trimmed = text.stripLeading();
    boolean signed = trimmed.startsWith("-") || trimmed.startsWith("+");
    String digits = digits(trimmed, signed ? 1 : 0, new StringBuilder()).toString();
    // Reading them takes time as the square of how many there are.
    run.spend((long) digits.length() * digits.length() / 256);
    return digits.isEmpty()
        ? Operators.of(0)
        : new Value.BigInt(
            new java.math.BigInteger(trimmed.startsWith("-") ? "-" + digits : digits));
  }

  /** Adds the digits that stand at a place, between which single underscores may stand. */
  private static StringBuilder digits(String text, int from, StringBuilder all) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isDigitAt(text, i)) {
        all.append(c);
      } else if (c != '_' || i == from || text.charAt(i - 1) == '_') {
        break;
      }
    }
    return all;
  }

  private static Value leadingFloat(String text) {
    String trimmed = text.stripLeading();
    int end = trimmed.startsWith("-") || trimmed.startsWith("+") ? 1 : 0;
    end = endOfDigits(trimmed, end);
    if (end + 1 < trimmed.length()
        && trimmed.charAt(end) == '.'
        && endOfDigits(trimmed, end + 1) > end + 1) {
      end = endOfDigits(trimmed, end + 1);
    }
    if (end < trimmed.length() && (trimmed.charAt(end) == 'e' || trimmed.charAt(end) == 'E')) {
      int power = end + 1;
      power += power < trimmed.length() && "+-".indexOf(trimmed.charAt(power)) >= 0 ? 1 : 0;
      end = endOfDigits(trimmed, power) > power ? endOfDigits(trimmed, power) : end;
    }
    try {
      return new Value.Num(Double.parseDouble(trimmed.substring(0, end).replace("_", "")));
    } catch (NumberFormatException none) {
      return new Value.Num(0);
    }
  }

  private static int endOfDigits(String text, int from) {
    int end = from;
    while (isDigitAt(text, end)
        || (end > from
            && end < text.length()
            && text.charAt(end) == '_'
            && isDigitAt(text, end + 1))) {
      end++;
    }
    return end;
  }

  private static boolean isDigitAt(String text, int at) {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }
}
