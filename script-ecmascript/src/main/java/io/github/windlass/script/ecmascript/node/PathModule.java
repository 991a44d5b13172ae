package io.github.windlass.script.ecmascript.node;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;

/** Node's {@code path}, as on POSIX; what is unknown in a path stays so. */
final class PathModule extends Library {

  PathModule() {
    super("path");
  }

  @Override
  boolean has(String function) {
    return switch (function) {
      case "join",
          "resolve",
          "normalize",
          "dirname",
          "basename",
          "extname",
          "relative",
          "isAbsolute",
          "parse",
          "format",
          "toNamespacedPath" ->
          true;
      default -> false;
    };
  }

  @Override
  Value constant(String member, Evaluation run, Place place) {
    return switch (member) {
      case "sep" -> Text.produced("/", place);
      case "delimiter" -> Text.produced(":", place);
      case "posix", "default" -> this;
      default -> Nothing.UNDEFINED;
    };
  }

  @Override
  Value apply(String function, List<Value> arguments, Evaluation run, Place place) {
    Holes holes = new Holes();
    List<String> paths = new ArrayList<>(arguments.size());
    for (Value argument : arguments) {
      if (argument instanceof ObjectValue object && function.equals("format")) {
        return format(object, run, place);
      }
      paths.add(holes.encode(run.language().text(argument, run, place)));
    }
    if (paths.isEmpty()) {
      paths.add("");
    }
    String first = paths.get(0);
    return switch (function) {
      case "join" -> holes.decode(normalize(join(paths), holes), place);
      case "resolve" -> holes.decode(resolve(paths, holes, place), place);
      case "normalize" -> holes.decode(normalize(first, holes), place);
      case "dirname" -> holes.decode(dirname(first), place);
      case "basename" -> holes.decode(basename(first, paths.size() > 1 ? paths.get(1) : ""), place);
      case "extname" -> holes.decode(extname(basename(first, "")), place);
      case "relative" -> relative(paths, holes, place);
      case "isAbsolute" -> isAbsolute(first, holes, place);
      case "parse" -> parse(first, holes, run, place);
      default -> holes.decode(first, place);
    };
  }

  /** The path of several; for the reading of files. */
  static Text join(Text folder, String relative, Place place) {
    Holes holes = new Holes();
    return holes.decode(normalize(holes.encode(folder) + "/" + relative, holes), place);
  }

  private static String join(List<String> paths) {
    StringBuilder joined = new StringBuilder();
    for (String path : paths) {
      if (!path.isEmpty()) {
        if (!joined.isEmpty()) {
          joined.append('/');
        }
        joined.append(path);
      }
    }
    return joined.toString();
  }

  static String normalize(String path, Holes holes) {
    if (path.isEmpty()) {
      return ".";
    }
    boolean absolute = path.startsWith("/");
    List<String> parts = new ArrayList<>();
    int start = 0;
    while (start <= path.length()) {
      int end = path.indexOf('/', start);
      if (end < 0) {
        end = path.length();
      }
      part(path.substring(start, end), parts, absolute, holes);
      start = end + 1;
    }
    String joined = String.join("/", parts);
    if (joined.isEmpty()) {
      return absolute ? "/" : path.endsWith("/") ? "./" : ".";
    }
    return (absolute ? "/" : "") + joined + (path.endsWith("/") ? "/" : "");
  }

  private static void part(String part, List<String> parts, boolean absolute, Holes holes) {
    if (part.isEmpty() || part.equals(".")) {
      return;
    }
    if (!part.equals("..")) {
      parts.add(part);
      return;
    }
    String above = parts.isEmpty() ? "" : parts.get(parts.size() - 1);
    // What is above the project, or in an unknown part, is not known.
    boolean goesUp = !above.isEmpty() && !above.equals("..") && holes.next(above, 0) < 0;
    if (goesUp) {
      parts.remove(parts.size() - 1);
    } else if (!absolute || !parts.isEmpty()) {
      parts.add(part);
    }
  }

  private static String resolve(List<String> paths, Holes holes, Place place) {
    String resolved = "";
    for (int i = paths.size() - 1; i >= 0 && !holes.isAbsolute(resolved); i--) {
      String path = paths.get(i);
      if (!path.isEmpty()) {
        resolved = resolved.isEmpty() ? path : path + "/" + resolved;
        // A path whose start is unknown is taken for an absolute one.
        if (holes.next(resolved, 0) == 0) {
          break;
        }
      }
    }
    if (!holes.isAbsolute(resolved) && holes.next(resolved, 0) != 0) {
      resolved = holes.encode(ProjectPath.working(place)) + "/" + resolved;
    }
    String normal = normalize(resolved, holes);
    return normal.length() > 1 && normal.endsWith("/")
        ? normal.substring(0, normal.length() - 1)
        : normal;
  }

  private static String trimmed(String path) {
    int end = path.length();
    while (end > 1 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(0, end);
  }

  private static String dirname(String path) {
    String bare = trimmed(path);
    int slash = bare.lastIndexOf('/');
    return slash < 0 ? "." : slash == 0 ? "/" : trimmed(bare.substring(0, slash));
  }

  private static String basename(String path, String end) {
    String bare = trimmed(path);
    String base = bare.substring(bare.lastIndexOf('/') + 1);
    return !end.isEmpty() && base.endsWith(end) && !base.equals(end)
        ? base.substring(0, base.length() - end.length())
        : base;
  }

  private static String extname(String base) {
    int dot = base.lastIndexOf('.');
    return dot <= 0 ? "" : base.substring(dot);
  }

  private static Value isAbsolute(String path, Holes holes, Place place) {
    if (holes.next(path, 0) == 0 && !holes.isAbsolute(path)) {
      return new Unknown(holes.reason(path.charAt(0)), place);
    }
    return Bool.of(holes.isAbsolute(path));
  }

  private static Value relative(List<String> paths, Holes holes, Place place) {
    String from = resolve(paths.subList(0, 1), holes, place);
    String to = resolve(paths.subList(Math.min(1, paths.size()), paths.size()), holes, place);
    String[] left = from.split("/", -1);
    String[] right = to.split("/", -1);
    if (!left[0].equals(right[0])) {
      return new Unknown("path.relative of places of which one is unknown", place);
    }
    int common = 0;
    while (common < left.length && common < right.length && left[common].equals(right[common])) {
      common++;
    }
    List<String> parts = new ArrayList<>();
    for (int i = common; i < left.length; i++) {
      if (!left[i].isEmpty()) {
        parts.add("..");
      }
    }
    for (int i = common; i < right.length; i++) {
      parts.add(right[i]);
    }
    return holes.decode(String.join("/", parts), place);
  }

  private static Value parse(String path, Holes holes, Evaluation run, Place place) {
    String base = basename(path, "");
    String ext = extname(base);
    String bare = trimmed(path);
    String folder = bare.indexOf('/') < 0 ? "" : dirname(path);
    ObjectValue parsed = run.object();
    parsed.put("root", Text.of(path.startsWith("/") ? "/" : ""));
    parsed.put("dir", holes.decode(folder, place));
    parsed.put("base", holes.decode(base, place));
    parsed.put("ext", holes.decode(ext, place));
    parsed.put("name", holes.decode(base.substring(0, base.length() - ext.length()), place));
    return parsed;
  }

  private static Value format(ObjectValue parts, Evaluation run, Place place) {
    Text folder = member(parts, "dir", run, place);
    if (folder.length() == 0) {
      folder = member(parts, "root", run, place);
    }
    Text base = member(parts, "base", run, place);
    if (base.length() == 0) {
      Text end = member(parts, "ext", run, place);
      base = member(parts, "name", run, place).concat(end);
    }
    return folder.length() == 0 || folder.text().equals("/")
        ? folder.concat(base)
        : folder.concat(Text.of("/")).concat(base);
  }

  private static Text member(ObjectValue parts, String name, Evaluation run, Place place) {
    Value value = run.member(parts, name, place);
    return value == Nothing.UNDEFINED ? Text.EMPTY : run.language().text(value, run, place);
  }
}
