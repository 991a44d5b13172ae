package io.github.windlass.extractor.drizzle.client;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.HostModules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The packages of Drizzle, as scripts import them.
 *
 * @param dialect the database of all that {@code drizzle(…)} makes
 * @param casing of a database that is not told
 */
public record DrizzleModules(Dialect dialect, Casing casing) implements HostModules {

  private static final String PACKAGE = "drizzle-orm";

  @Override
  public @Nullable Value find(String specifier, Evaluation run) {
    String payload = ofPayload(specifier);
    if (payload != null) {
      return find(payload, run);
    }
    if (!specifier.startsWith(PACKAGE)) {
      return null;
    }
    String inner = specifier.substring(PACKAGE.length());
    if (inner.isEmpty() || inner.equals("/sql") || inner.startsWith("/sql/")) {
      return OrmModule.INSTANCE;
    }
    if (inner.charAt(0) != '/') {
      return null;
    }
    return inner.endsWith("-core") || inner.endsWith("/columns")
        ? new CoreModule(null)
        : new Driver(inner.substring(1), dialect, casing);
  }

  /**
   * What Payload's adapters give of Drizzle: {@code sql} by themselves, the rest by the paths of
   * Drizzle ({@code src/drizzle-proxy}).
   */
  private static @Nullable String ofPayload(String specifier) {
    if (!specifier.startsWith("@payloadcms/db-")) {
      return null;
    }
    int inner = specifier.indexOf('/', "@payloadcms/".length());
    if (inner < 0) {
      return PACKAGE;
    }
    return specifier.startsWith("/drizzle", inner)
        ? PACKAGE + specifier.substring(inner + "/drizzle".length())
        : null;
  }

  /** {@code drizzle-orm/node-postgres} and its like. */
  private record Driver(String name, Dialect dialect, Casing casing) implements HostObject {

    @Override
    public String describe() {
      return PACKAGE + "/" + name;
    }

    @Override
    public Value member(String member, Evaluation run, Place place) {
      return switch (member) {
        case "drizzle" ->
            new NativeFunction(
                member,
                (self, arguments, evaluation, at) ->
                    DatabaseObject.of(evaluation, dialect, casing(arguments)));
        case "default" -> Nothing.UNDEFINED;
        default -> new Unknown(member + " of " + describe(), place, true);
      };
    }

    /** That of the last settings that are given. */
    private Casing casing(List<Value> arguments) {
      Casing said = null;
      for (Value argument : arguments) {
        if (argument instanceof ObjectValue settings
            && settings.has("casing")
            && settings.get("casing") instanceof Text name) {
          said = Casing.of(name.known());
        }
      }
      return said == null ? casing : said;
    }
  }
}
