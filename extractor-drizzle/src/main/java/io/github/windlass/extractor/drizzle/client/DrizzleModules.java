package io.github.windlass.extractor.drizzle.client;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.Place;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.HostModules;
import org.jspecify.annotations.Nullable;

/**
 * The packages of Drizzle, as scripts import them.
 *
 * @param dialect the database of all that {@code drizzle(…)} makes
 */
public record DrizzleModules(Dialect dialect) implements HostModules {

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
        : new Driver(inner.substring(1), dialect);
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
  private record Driver(String name, Dialect dialect) implements HostObject {

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
                (self, arguments, evaluation, at) -> DatabaseObject.of(evaluation, dialect));
        case "default" -> Nothing.UNDEFINED;
        default -> new Unknown(member + " of " + describe(), place, true);
      };
    }
  }
}
