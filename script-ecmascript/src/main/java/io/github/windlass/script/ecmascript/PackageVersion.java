package io.github.windlass.script.ecmascript;

import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.UnreadableSourceException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version of a package that a project asks for.
 *
 * @param major the first number
 * @param minor the second; -1: it is not said
 */
public record PackageVersion(int major, int minor) {

  private static final List<String> FIELDS =
      List.of("dependencies", "devDependencies", "peerDependencies", "optionalDependencies");

  /** What one file says of one package. */
  private record Asked(String manifest, String name) implements Project.Key<Said> {}

  /**
   * What a file says.
   *
   * @param names whether it names the package
   * @param version null: more than one would do
   */
  private record Said(boolean names, @Nullable PackageVersion version) {}

  /**
   * What the package.json says that is nearest to a file and names a package; null: none does, or
   * more than one version would do.
   */
  public static @Nullable PackageVersion of(String name, String path, Project project) {
    int end = path.lastIndexOf('/') + 1;
    while (end >= project.root().length()) {
      String manifest = path.substring(0, end) + "package.json";
      Said said = project.once(new Asked(manifest, name), () -> said(name, manifest, project));
      if (said.names()) {
        return said.version();
      }
      if (end == 0) {
        return null;
      }
      end = path.lastIndexOf('/', end - 2) + 1;
    }
    return null;
  }

  private static Said said(String name, String manifest, Project project) {
    Json json;
    try {
      json = Json.of(project.read(manifest).text());
    } catch (UnreadableSourceException e) {
      json = null;
    }
    if (json != null) {
      for (String field : FIELDS) {
        Json packages = json.member(field);
        String range = packages == null ? null : packages.text(name);
        if (range != null) {
          return new Said(true, parse(range));
        }
      }
    }
    return new Said(false, null);
  }

  /** {@code 6.37.8}, {@code ^5.21}, {@code ~4}, {@code v6.x}. */
  static @Nullable PackageVersion parse(String range) {
    int at = 0;
    while (at < range.length() && "^~=v ".indexOf(range.charAt(at)) >= 0) {
      at++;
    }
    int end = range.length();
    for (int i = at; i < end; i++) {
      if (range.charAt(i) == ' ' || range.charAt(i) == '|' || range.charAt(i) == ':') {
        return null;
      }
    }
    String[] numbers = range.substring(at).split("\\.", 3);
    int major = number(numbers[0]);
    return major < 0
        ? null
        : new PackageVersion(major, numbers.length > 1 ? number(numbers[1]) : -1);
  }

  private static int number(String text) {
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9 || i > 5) {
        return -1;
      }
      value = 10 * value + digit;
    }
    return text.isEmpty() ? -1 : value;
  }
}
