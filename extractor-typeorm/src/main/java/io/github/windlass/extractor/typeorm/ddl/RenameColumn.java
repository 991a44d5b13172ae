package io.github.windlass.extractor.typeorm.ddl;

import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of {@code changeColumn} that gives a column, and what is named after it, a new name. */
final class RenameColumn {

  private final Session session;
  private final Table before;
  private final Column old;
  private final Column wanted;
  private final List<Action> actions = new ArrayList<>();
  private Table after;
  private @Nullable Unknown unknown;

  RenameColumn(Session session, Table table, Column old, Column wanted) {
    this.session = session;
    this.before = table;
    this.old = old;
    this.wanted = wanted;
    this.after = table;
    send(
        Constraints.alter(session, table)
            .add("RENAME COLUMN ")
            .name(old.name())
            .add(" TO ")
            .name(wanted.name()));
    renameEnumType();
    renamePrimaryKey();
    renameSequence();
    renameUniques();
    renameIndices();
    renameForeignKeys();
    Column found = after.column(old.name());
    if (found != null) {
      after =
          after.withColumns(after.columns().replacing(found, found.with("name", wanted.name())));
    }
    if (unknown != null) {
      actions.add(
          new Action.Missing(
              "also renames what is named after "
                  + table.name().text()
                  + "."
                  + Values.text(old.name()).text()
                  + " (constraints, indexes, sequence, enum type), which is not known: "
                  + unknown.reason()));
    }
  }

  List<Action> actions() {
    return actions;
  }

  Table after() {
    return after;
  }

  private void renameEnumType() {
    switch (old.isEnum()) {
      case TRUE ->
          send(
              Sql.of("ALTER TYPE ")
                  .add(EnumTypes.ofColumn(session, before, old))
                  .add(" RENAME TO ")
                  .add(EnumTypes.bare(before, wanted, "")));
      case FALSE -> {}
      case UNKNOWN -> note(old.type());
    }
  }

  private void renamePrimaryKey() {
    Value given = old.options().get("primaryKeyConstraintName");
    Value primary = old.options().get("isPrimary");
    switch (Values.and(Values.isTrue(primary), Values.not(Values.truth(given)))) {
      case FALSE -> {}
      case UNKNOWN -> note(primary instanceof Unknown ? primary : given);
      case TRUE -> {
        Several<Value> names = Constraints.names(after.primaryColumns());
        Value oldName = session.naming().primaryKeyName(after.name(), names);
        Value newName =
            session.naming().primaryKeyName(after.name(), moved(names, old.name(), wanted.name()));
        actions.add(new Action.Send(Constraints.rename(session, before, oldName, newName)));
      }
    }
  }

  private void renameSequence() {
    Value generated = old.options().get("isGenerated");
    Value strategy = wanted.options().get("generationStrategy");
    switch (Values.and(Values.isTrue(generated), Values.is(strategy, "increment"))) {
      case FALSE -> {}
      case UNKNOWN -> note(generated instanceof Unknown ? generated : strategy);
      case TRUE ->
          send(
              Sql.of("ALTER SEQUENCE ")
                  .add(session.quoted(Sequences.path(session, before, old.name())))
                  .add(" RENAME TO ")
                  .name(Sequences.name(before, wanted.name())));
    }
  }

  private void renameUniques() {
    note(after.uniques().others());
    for (Unique unique : after.uniques().known()) {
      Several<Value> columns = unique.columnNames();
      Value name = session.naming().uniqueConstraintName(after.name(), columns);
      if (has(columns, old.name()) && Values.same(name, unique.name()) == Truth.TRUE) {
        Several<Value> renamed = moved(columns, old.name(), wanted.name());
        Value newName = session.naming().uniqueConstraintName(after.name(), renamed);
        actions.add(new Action.Send(Constraints.rename(session, before, name, newName)));
        after =
            after.withUniques(
                after.uniques().replacing(unique, unique.over(renamed).named(newName)));
      }
    }
  }

  private void renameIndices() {
    note(after.indices().others());
    for (Index index : after.indices().known()) {
      Value name = Indexes.ownName(session, after.name(), index);
      if (has(index.columnNames(), old.name()) && Values.same(name, index.name()) == Truth.TRUE) {
        Index renamed = index.over(moved(index.columnNames(), old.name(), wanted.name()));
        Value newName = Indexes.ownName(session, after.name(), renamed);
        actions.add(new Action.Send(Indexes.rename(session, before, name, newName)));
        after = after.withIndices(after.indices().replacing(index, renamed.named(newName)));
      }
    }
  }

  private void renameForeignKeys() {
    note(after.foreignKeys().others());
    for (ForeignKey key : after.foreignKeys().known()) {
      Value name = Constraints.ownName(session, after, key);
      if (has(key.columnNames(), old.name()) && Values.same(name, key.name()) == Truth.TRUE) {
        ForeignKey renamed = key.over(moved(key.columnNames(), old.name(), wanted.name()));
        Value newName = Constraints.ownName(session, after, renamed);
        actions.add(new Action.Send(Constraints.rename(session, before, name, newName)));
        after = after.withForeignKeys(after.foreignKeys().replacing(key, renamed.named(newName)));
      }
    }
  }

  private static boolean has(Several<Value> columns, Value name) {
    for (Value column : columns.known()) {
      if (Values.same(column, name) == Truth.TRUE) {
        return true;
      }
    }
    return false;
  }

  /** TypeORM takes the old name out and puts the new one at the end. */
  private static Several<Value> moved(Several<Value> names, Value from, Value to) {
    for (Value name : names.known()) {
      if (Values.same(name, from) == Truth.TRUE) {
        return names.without(name).with(to);
      }
    }
    return names.with(to);
  }

  private void send(Sql sql) {
    Text text = sql.build();
    actions.add(new Action.Send(text));
  }

  private void note(@Nullable Value why) {
    if (unknown == null && why instanceof Unknown reason) {
      unknown = reason;
    }
  }
}
