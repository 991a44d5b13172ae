package io.github.windlass.extractor.sequelize;

import io.github.windlass.extractor.schema.Fact;
import io.github.windlass.extractor.sequelize.generator.Call;
import io.github.windlass.extractor.sequelize.generator.Tables.EnumType;
import io.github.windlass.script.Value;
import java.util.List;

/**
 * The enum types that {@code createTable} makes first ({@code ensureEnums} of {@code
 * dialects/postgres/query-interface}). It asks the catalog for each; but of the answers it looks at
 * the first alone, so that either all are made or none.
 */
record EnumTypes(Database database, Call call) {

  void create(List<EnumType> types) {
    if (types.isEmpty()) {
      return;
    }
    // It asks which there are, and in the end for their numbers.
    database.answered();
    EnumType first = types.get(0);
    String schema = first.schema().known();
    String name = first.name().known();
    Fact<?> there =
        schema == null || name == null
            ? Fact.unknown("its name is not known")
            : database.view().type(schema, name);
    if (there.isAbsent()) {
      send(types);
    } else if (there.isUnknown()) {
      call.run()
          .perhaps(
              "there is no type " + first.schema().text() + "." + first.name().text(),
              () -> send(types),
              call.place());
    }
    database.answered();
  }

  private Value send(List<EnumType> types) {
    for (EnumType type : types) {
      database.send(type.sql(), call.place());
    }
    return Value.Nothing.UNDEFINED;
  }
}
