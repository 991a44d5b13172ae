package io.github.windlass.extractor.prisma.client;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.HostModules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The package {@code @prisma/client}, and what Prisma generates in its place.
 *
 * @param dialect the database of all clients
 */
public record PrismaModule(Dialect dialect) implements HostModules, HostObject {

  @Override
  public @Nullable Value find(String specifier, Evaluation run) {
    boolean one =
        specifier.startsWith("@prisma/client")
            || specifier.startsWith(".prisma/client")
            || specifier.startsWith("@prisma/adapter-")
            || specifier.contains("generated/prisma")
            || specifier.contains("prisma/generated");
    return one ? this : null;
  }

  @Override
  public String describe() {
    return "@prisma/client";
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return switch (name) {
      case "PrismaClient" -> new ClientClass(dialect);
      case "Prisma" -> Namespace.INSTANCE;
      case "default" -> Nothing.UNDEFINED;
      // Enums, whose values are their names.
      default -> new Names(name);
    };
  }

  /** {@code PrismaClient}. */
  private record ClientClass(Dialect dialect) implements HostObject {
    @Override
    public String describe() {
      return "PrismaClient";
    }

    @Override
    public Value construct(List<Value> arguments, Evaluation run, Place place) {
      return ClientObject.of(run, dialect);
    }
  }

  /** An enum: {@code Role.ADMIN} is {@code "ADMIN"}. */
  private record Names(String name) implements HostObject {
    @Override
    public String describe() {
      return name;
    }

    @Override
    public Value member(String member, Evaluation run, Place place) {
      return Text.of(member);
    }

    @Override
    public Value call(Value self, List<Value> arguments, Evaluation run, Place place) {
      return new Unknown("what " + name + "() gives", place);
    }

    @Override
    public Value construct(List<Value> arguments, Evaluation run, Place place) {
      return new Unknown("a new " + name, place);
    }
  }

  /** {@code Prisma}. */
  private enum Namespace implements HostObject {
    INSTANCE;

    @Override
    public String describe() {
      return "Prisma";
    }

    @Override
    public Value member(String name, Evaluation run, Place place) {
      return switch (name) {
        case "empty" -> Sql.raw(Text.EMPTY);
        case "sql", "join", "raw" ->
            new NativeFunction(
                name, (self, arguments, evaluation, at) -> invoke(name, arguments, evaluation, at));
        case "DbNull", "JsonNull", "AnyNull" -> Nothing.NULL;
        default -> new Names("Prisma." + name);
      };
    }

    @Override
    public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
      return switch (name) {
        case "sql" -> Sql.ofTemplate(arguments, run, place);
        case "join" -> Sql.joined(arguments, run, place);
        case "raw" ->
            Sql.raw(
                run.language()
                    .text(arguments.isEmpty() ? Nothing.UNDEFINED : arguments.get(0), run, place));
        default -> run.call(member(name, run, place), this, arguments, place);
      };
    }
  }
}
