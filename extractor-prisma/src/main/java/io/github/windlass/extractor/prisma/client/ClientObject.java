package io.github.windlass.extractor.prisma.client;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Thrown;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * {@code PrismaClient}, or the client that an interactive transaction gives ({@code
 * packages/client/src/runtime/getPrismaClient.ts}).
 *
 * @param within whether a transaction is open
 */
public record ClientObject(Connection connection, boolean within) implements HostObject {

  private static final Set<String> RAW =
      Set.of("$executeRaw", "$executeRawUnsafe", "$queryRaw", "$queryRawUnsafe");

  private static final Set<String> SILENT =
      Set.of("$connect", "$disconnect", "$on", "$use", "$extends");

  /** What scripts have beside a client in one object. */
  private static final Set<String> HOLDERS = Set.of("prisma", "client", "db", "tx", "trx");

  /** A client. */
  public static ClientObject of(Evaluation run, Dialect dialect) {
    return new ClientObject(new Connection(run, dialect), false);
  }

  @Override
  public String describe() {
    return "Prisma's client";
  }

  @Override
  public boolean sends() {
    return true;
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    if (name.startsWith("$")) {
      return new NativeFunction(
          name, (self, arguments, evaluation, at) -> invoke(name, arguments, evaluation, at));
    }
    if (name.equals("then")) {
      return Nothing.UNDEFINED;
    }
    return HOLDERS.contains(name) ? this : new Model(connection, name);
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    if (RAW.contains(name)) {
      return new Lazy(run, name, at -> raw(name, arguments, at));
    }
    if (name.equals("$transaction")) {
      return run.language().promise(() -> transaction(arguments, place), run, place);
    }
    if (SILENT.contains(name)) {
      boolean connects = name.endsWith("connect");
      return connects ? run.language().promise(() -> Nothing.UNDEFINED, run, place) : this;
    }
    if (name.startsWith("$")) {
      run.gap(GapCode.UNSUPPORTED, name + "() of Prisma's client is not modelled", place);
      return new Unknown("what " + name + "() gives", place, true);
    }
    return run.call(member(name, run, place), this, arguments, place);
  }

  private Value raw(String name, List<Value> arguments, Place place) {
    Evaluation run = connection.run();
    Value first = arguments.isEmpty() ? Nothing.UNDEFINED : arguments.get(0);
    if (name.endsWith("Unsafe")) {
      List<Value> values = arguments.subList(Math.min(1, arguments.size()), arguments.size());
      return connection.send(run.language().text(first, run, place), values, place);
    }
    return switch (first) {
      case ListValue ignored -> send(Sql.ofTemplate(arguments, run, place), place);
      case Sql sql -> send(sql, place);
      case Unknown unknown -> connection.send(Text.hole(unknown), List.of(), place);
      default -> throw run.language().error("`" + name + "` is a tag function", run, place).meant();
    };
  }

  private Value send(Sql sql, Place place) {
    return connection.send(sql.text(connection), sql.values(), place);
  }

  /** A list of queries, or a callback that is given a client, in a transaction. */
  private Value transaction(List<Value> arguments, Place place) {
    Evaluation run = connection.run();
    Value first = arguments.isEmpty() ? Nothing.UNDEFINED : arguments.get(0);
    Value options = arguments.size() < 2 ? Nothing.UNDEFINED : arguments.get(1);
    begin(options, place);
    Value given;
    try {
      given =
          first instanceof ListValue queries
              ? each(queries, place)
              : run.language()
                  .await(
                      run.call(
                          first,
                          Nothing.UNDEFINED,
                          List.of(new ClientObject(connection, true)),
                          place),
                      run,
                      place);
    } catch (Thrown thrown) {
      end("ROLLBACK", place);
      throw thrown;
    }
    end("COMMIT", place);
    return given;
  }

  private void begin(Value options, Place place) {
    if (!within) {
      connection.control("BEGIN", place);
      if (options instanceof ObjectValue object
          && object.get("isolationLevel") instanceof Text level
          && level.known() != null) {
        String words = level.text().replaceAll("(?<=[a-z])(?=[A-Z])", " ");
        connection.control(
            "SET TRANSACTION ISOLATION LEVEL " + words.toUpperCase(Locale.ROOT), place);
      }
    }
  }

  private void end(String words, Place place) {
    if (!within) {
      connection.control(words, place);
    }
  }

  private Value each(ListValue queries, Place place) {
    Evaluation run = connection.run();
    if (queries.uncertain() != null && !queries.isGuarded()) {
      return run.repeatedly(() -> all(queries, place), place);
    }
    return all(queries, place);
  }

  private Value all(ListValue queries, Place place) {
    Evaluation run = connection.run();
    List<Value> given = new ArrayList<>();
    for (int i = 0; i < queries.size(); i++) {
      Value query = queries.get(i);
      given.add(run.forItem(queries, i, () -> run.language().await(query, run, place), place));
    }
    return run.list(given);
  }
}
