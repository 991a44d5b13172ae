package io.github.windlass.extractor.knex.schema;

import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.knex.client.Arguments;
import io.github.windlass.extractor.knex.client.Builder;
import io.github.windlass.extractor.knex.client.Compiled;
import io.github.windlass.extractor.knex.client.Connection;
import io.github.windlass.extractor.knex.client.Sql;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code knex.schema}: keeps what it is asked, and sends it when somebody waits for it. */
public final class SchemaBuilderObject implements Builder {

  private static final Set<String> KEPT =
      Set.of(
          "alterTable",
          "alterView",
          "createExtension",
          "createExtensionIfNotExists",
          "createMaterializedView",
          "createSchema",
          "createSchemaIfNotExists",
          "createTable",
          "createTableIfNotExists",
          "createTableLike",
          "createView",
          "createViewOrReplace",
          "dropExtension",
          "dropExtensionIfExists",
          "dropMaterializedView",
          "dropMaterializedViewIfExists",
          "dropSchema",
          "dropSchemaIfExists",
          "dropTable",
          "dropTableIfExists",
          "dropView",
          "dropViewIfExists",
          "hasColumn",
          "hasTable",
          "raw",
          "refreshMaterializedView",
          "renameTable",
          "renameView",
          "table",
          "view");

  /** What is written by the migration itself, or only asks: it is the same for every database. */
  private static final Set<String> NO_DIALECT = Set.of("raw", "hasTable", "hasColumn");

  private static final String EXTENDED = "SchemaBuilder";

  private final Connection connection;
  private final ListValue sequence;
  private final ObjectValue state;

  public SchemaBuilderObject(Connection connection) {
    this.connection = connection;
    this.sequence = connection.run().list(List.of());
    this.state = connection.run().object();
  }

  @Override
  public String describe() {
    return "knex.schema";
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public boolean isRaw() {
    return false;
  }

  @Override
  public boolean isSelect() {
    return false;
  }

  @Override
  public Value alias() {
    return Nothing.UNDEFINED;
  }

  @Override
  public boolean has(String method) {
    return isOwn(method) || connection.extension(EXTENDED, method) != null;
  }

  private static boolean isOwn(String method) {
    return KEPT.contains(method)
        || method.equals("withSchema")
        || method.equals("generateDdlCommands");
  }

  @Override
  public Value perform(String method, List<Value> arguments, Place place) {
    Value extension = isOwn(method) ? null : connection.extension(EXTENDED, method);
    if (extension != null) {
      return connection.run().call(extension, this, arguments, place);
    }
    switch (method) {
      case "withSchema" -> state.put("schema", Arguments.at(arguments, 0));
      case "generateDdlCommands" -> {
        return connection.unsupported("the commands of a schema builder as values", place);
      }
      case "table" -> sequence.add(new Call("alterTable", arguments, place));
      case "view" -> sequence.add(new Call("alterView", arguments, place));
      default -> sequence.add(new Call(method, arguments, place));
    }
    return this;
  }

  /** Sends all, and gives what the server answered: one answer, or a list of them. */
  @Override
  public Value execute(Place place) {
    Unknown uncertain = sequence.uncertain();
    if (uncertain != null && !sequence.isGuarded()) {
      connection.run().gap(GapCode.DYNAMIC, uncertain.reason(), place);
    }
    List<Value> answers = new ArrayList<>();
    int start = connection.run().turn();
    List<Value> calls = sequence.items();
    for (int i = 0; i < calls.size(); i++) {
      if (calls.get(i) instanceof Call call) {
        connection
            .run()
            .forItem(
                sequence,
                i,
                () -> {
                  if (!NO_DIALECT.contains(call.method())
                      && !connection.isModelled(call.method() + "()", call.place())) {
                    answers.add(new Unknown(call.method() + "()", place));
                    return Nothing.UNDEFINED;
                  }
                  for (SchemaCompiler.Entry entry : compiled(call, start)) {
                    answers.add(entry.send(this, connection));
                  }
                  return Nothing.UNDEFINED;
                },
                place);
      } else {
        connection.run().gap(GapCode.DYNAMIC, "what is done to the schema is not known", place);
      }
    }
    return answers.size() == 1 ? answers.getFirst() : connection.run().list(answers);
  }

  /**
   * What a call sends. All are compiled before the first is sent, which is at once: what a callback
   * sends itself comes after that one.
   */
  private List<SchemaCompiler.Entry> compiled(Call call, int start) {
    SchemaCompiler compiler = new SchemaCompiler(connection, state.get("schema"));
    int now = connection.run().turn();
    connection.run().turn(start + 1);
    List<SchemaCompiler.Entry> entries = compiler.compile(call);
    connection.run().turn(now);
    return entries;
  }

  @Override
  public Compiled compile(Place place) {
    Sql out = new Sql();
    for (Value value : sequence.items()) {
      if (value instanceof Call call) {
        SchemaCompiler compiler = new SchemaCompiler(connection, state.get("schema"));
        for (SchemaCompiler.Entry entry : compiler.compile(call)) {
          out.add(out.isEmpty() ? "" : ";\n").add(entry.sql());
        }
      }
    }
    Unknown uncertain = sequence.uncertain();
    return uncertain == null ? out.build() : out.add(Text.hole(uncertain)).build();
  }
}
