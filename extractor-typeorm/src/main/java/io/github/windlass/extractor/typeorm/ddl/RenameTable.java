package io.github.windlass.extractor.typeorm.ddl;

import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code renameTable}: the table, and what TypeORM named after it. */
public final class RenameTable {

  private final Session session;
  private final Table before;
  private final Table renamed;
  private final List<Action> actions = new ArrayList<>();
  private @Nullable Unknown unknown;

  private RenameTable(Session session, Table table, Text newName) {
    this.session = session;
    this.before = table;
    Text schema = session.path(table).schema();
    Text path = schema == null ? newName : new TablePath(schema, newName).joined();
    this.renamed = table.with(table.options().with("name", path));
  }

  /** What it does; the query runner goes on with the table of the old name. */
  public static Change of(Session session, Table table, Text newName) {
    RenameTable rename = new RenameTable(session, table, newName);
    rename.send(Constraints.alter(session, table).add("RENAME TO ").name(newName));
    rename.renamePrimaryKey();
    rename.renameSequences();
    rename.renameUniques();
    rename.renameIndices();
    rename.renameForeignKeys();
    rename.renameEnumTypes();
    if (rename.unknown != null) {
      rename.actions.add(
          new Action.Missing(
              "also renames what is named after "
                  + table.name().text()
                  + " (constraints, indexes, sequences, enum types), which is not known: "
                  + rename.unknown.reason()));
    }
    return new Change(rename.actions, table);
  }

  private void renamePrimaryKey() {
    Several<Column> primary = before.primaryColumns();
    note(primary.others());
    if (primary.known().isEmpty() || !primary.isCertain()) {
      return;
    }
    Value given = primary.known().get(0).options().get("primaryKeyConstraintName");
    switch (Values.truth(given)) {
      case TRUE -> {}
      case UNKNOWN -> note(given);
      case FALSE -> {
        Several<Value> names = Constraints.names(primary);
        Value oldName = session.naming().primaryKeyName(before.name(), names);
        Value newName = session.naming().primaryKeyName(renamed.name(), names);
        send(Constraints.rename(session, renamed, oldName, newName));
      }
    }
  }

  private void renameSequences() {
    note(before.columns().others());
    for (Column column : before.columns().known()) {
      Value generated = column.options().get("isGenerated");
      Value strategy = column.options().get("generationStrategy");
      switch (Values.and(Values.truth(generated), Values.is(strategy, "increment"))) {
        case FALSE -> {}
        case UNKNOWN -> note(generated instanceof Unknown ? generated : strategy);
        case TRUE ->
            send(
                Sql.of("ALTER SEQUENCE ")
                    .add(session.quoted(Sequences.path(session, before, column.name())))
                    .add(" RENAME TO ")
                    .name(Sequences.name(renamed, column.name())));
      }
    }
  }

  private void renameUniques() {
    note(before.uniques().others());
    for (Unique unique : before.uniques().known()) {
      Value name = session.naming().uniqueConstraintName(before.name(), unique.columnNames());
      if (Values.same(name, unique.name()) == Truth.TRUE) {
        Value newName = session.naming().uniqueConstraintName(renamed.name(), unique.columnNames());
        send(Constraints.rename(session, renamed, name, newName));
      }
    }
  }

  private void renameIndices() {
    note(before.indices().others());
    for (Index index : before.indices().known()) {
      Value name = Indexes.ownName(session, before.name(), index);
      if (Values.same(name, index.name()) == Truth.TRUE) {
        Value newName = Indexes.ownName(session, renamed.name(), index);
        send(Indexes.rename(session, renamed, name, newName));
      }
    }
  }

  private void renameForeignKeys() {
    note(before.foreignKeys().others());
    for (ForeignKey key : before.foreignKeys().known()) {
      Value name = Constraints.ownName(session, before, key);
      if (Values.same(name, key.name()) == Truth.TRUE) {
        send(
            Constraints.rename(session, renamed, name, Constraints.ownName(session, renamed, key)));
      }
    }
  }

  private void renameEnumTypes() {
    for (Column column : before.columns().known()) {
      Value given = column.options().get("enumName");
      if (column.isEnum() == Truth.UNKNOWN) {
        note(column.type());
      } else if (column.isEnum() == Truth.TRUE && Values.truth(given) == Truth.UNKNOWN) {
        note(given);
      } else if (column.isEnum() == Truth.TRUE && Values.truth(given) == Truth.FALSE) {
        send(
            Sql.of("ALTER TYPE ")
                .add(EnumTypes.ofColumn(session, before, column))
                .add(" RENAME TO ")
                .add(EnumTypes.bare(renamed, column, "")));
      }
    }
  }

  private void send(Sql sql) {
    send(sql.build());
  }

  private void send(Text sql) {
    actions.add(new Action.Send(sql));
  }

  private void note(@Nullable Value why) {
    if (unknown == null && why instanceof Unknown reason) {
      unknown = reason;
    }
  }
}
