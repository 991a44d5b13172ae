package io.github.windlass.extractor.typeorm.ddl;

import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code changeColumn}: what is sent follows from the differences between the column that TypeORM
 * has of the database and the new one.
 */
public final class ChangeColumn {

  private final Session session;
  private final Table table;
  private final Column before;
  private final Column wanted;
  private final List<Action> actions = new ArrayList<>();

  /** The table as it becomes. */
  private Table after;

  /** The column as it is so far: its name changes with the rename. */
  private Column old;

  private boolean defaultIsSet;

  private ChangeColumn(Session session, Table table, Column before, Column wanted) {
    this.session = session;
    this.table = table;
    this.before = before;
    this.wanted = wanted;
    this.after = table;
    this.old = before;
  }

  /**
   * What it does.
   *
   * @param cached whether the table is the query runner's own, which dropping the column changes,
   *     and not one that the script made
   */
  public static Change of(
      Session session, Table table, Column before, Column wanted, boolean cached) {
    return new ChangeColumn(session, table, before, wanted).run(cached);
  }

  private Change run(boolean cached) {
    switch (isReplaced()) {
      case TRUE -> {
        return replaced(cached);
      }
      case UNKNOWN -> {
        actions.add(new Action.Missing(unknownReason()));
        return new Change(actions, withUnknownColumn());
      }
      case FALSE -> {}
    }
    Truth renamed = differs("name");
    if (renamed == Truth.TRUE) {
      RenameColumn rename = new RenameColumn(session, after, before, wanted);
      actions.addAll(rename.actions());
      after = rename.after();
      old = before.with("name", wanted.name());
    } else if (renamed == Truth.UNKNOWN) {
      actions.add(new Action.Missing("whether the column gets another name is unknown"));
    }
    perhaps(
        Values.or(differs("precision"), differs("scale")),
        alterColumn(wanted.name()).add("TYPE ").add(ColumnSql.fullType(wanted)).build(),
        "the precision differs");
    changeEnum();
    changeNullability();
    perhaps(
        differs("comment"),
        Comments.onColumn(session, table, old.name(), wanted.options().get("comment")),
        "the comment differs");
    changePrimary();
    changeUnique();
    changeGenerated();
    if (!defaultIsSet) {
      changeDefault();
    }
    changeSpatialType();
    changeCollation();
    changeGeneratedType();
    return new Change(actions, after);
  }

  // Replacing.

  private Truth isReplaced() {
    Truth otherType = Values.or(differs("type"), Values.or(differs("length"), differs("isArray")));
    Truth stored = Values.is(wanted.options().get("generatedType"), "STORED");
    // The same value in both, be it unknown, is no change.
    Truth becomesStored =
        differs("generatedType") == Truth.FALSE
            ? Truth.FALSE
            : Values.and(Values.not(before.options().truth("generatedType")), stored);
    return Values.or(otherType, Values.or(becomesStored, Values.and(otherExpression(), stored)));
  }

  /** The expression that TypeORM finds is the one that was written, or none. */
  private Truth otherExpression() {
    Value expression = wanted.options().get("asExpression");
    Value written = before.options().get(Column.WRITTEN);
    Truth differs = differs("asExpression");
    return differs == Truth.UNKNOWN
            && Values.mayBeThere(written)
            && Values.truth(expression) == Truth.TRUE
            && Values.same(written, expression) == Truth.FALSE
        ? Truth.TRUE
        : differs;
  }

  private Change replaced(boolean cached) {
    Change drop = DropColumn.of(session, table, before, Truth.FALSE);
    Table between = cached ? drop.after() : table;
    Change add = AddColumn.of(session.after(drop.actions()), between, wanted);
    actions.addAll(drop.actions());
    actions.addAll(add.actions());
    return new Change(actions, cached ? add.after() : table);
  }

  private String unknownReason() {
    for (String option : List.of("type", "length", "isArray", "generatedType", "asExpression")) {
      for (Column column : List.of(before, wanted)) {
        if (differs(option) == Truth.UNKNOWN
            && column.options().get(option) instanceof Unknown unknown) {
          return "what is sent depends on how "
              + name(before)
              + " differs from the new column, and that is not known: "
              + unknown.reason();
        }
      }
    }
    return "what is sent depends on how " + name(before) + " differs from the new column";
  }

  private String name(Column column) {
    return table.name().text() + "." + Values.text(column.name()).text();
  }

  private Table withUnknownColumn() {
    Column found = table.column(before.name());
    Column unknown =
        Column.unknown(wanted.name(), session.unknown("how " + name(wanted) + " was changed"));
    return found == null ? table : table.withColumns(table.columns().replacing(found, unknown));
  }

  // The parts of a change that leaves the column in place.

  private void changeEnum() {
    if (wanted.isEnum() != Truth.TRUE || before.isEnum() != Truth.TRUE) {
      return;
    }
    EnumChange change = EnumChange.of(session, table, old, wanted);
    actions.addAll(change.actions());
    defaultIsSet = change.setsDefault();
  }

  private void changeNullability() {
    Truth wantedNull = wanted.options().truth("isNullable");
    Truth oldNull = before.options().truth("isNullable");
    Truth differs = differs("isNullable");
    // Where it differs it is what it was not.
    Truth mayBeNull = wantedNull == Truth.UNKNOWN ? Values.not(oldNull) : wantedNull;
    if (mayBeNull == Truth.UNKNOWN && differs != Truth.FALSE) {
      actions.add(new Action.Missing("whether the column may be null is not known"));
      return;
    }
    String words = mayBeNull == Truth.FALSE ? "SET NOT NULL" : "DROP NOT NULL";
    perhaps(differs, alterColumn(old.name()).add(words).build(), "whether it may be null differs");
  }

  private void changePrimary() {
    switch (differs("isPrimary")) {
      case FALSE -> {
        return;
      }
      case UNKNOWN -> {
        actions.add(new Action.Missing("whether the primary key changes is not known"));
        return;
      }
      case TRUE -> {}
    }
    Several<Column> primary = after.primaryColumns();
    Unknown others = primary.others();
    if (others != null) {
      actions.add(
          new Action.Missing(
              "the primary key changes, and which it is depends on " + others.reason()));
      return;
    }
    if (!primary.known().isEmpty()) {
      actions.add(new Action.Send(Constraints.dropPrimaryKey(session, after, primary)));
    }
    boolean added = Values.isTrue(wanted.options().get("isPrimary")) == Truth.TRUE;
    Column found = after.column(wanted.name());
    Several<Column> left =
        added ? primary.with(wanted) : found == null ? primary : primary.without(found);
    if (found != null) {
      after =
          after.withColumns(
              after.columns().replacing(found, found.with("isPrimary", Value.Bool.of(added))));
    }
    if (!left.known().isEmpty()) {
      actions.add(new Action.Send(Constraints.addPrimaryKey(session, after, left)));
    }
  }

  private void changeUnique() {
    switch (differs("isUnique")) {
      case FALSE -> {}
      case UNKNOWN ->
          actions.add(
              new Action.Missing("whether a unique constraint is added or dropped is not known"));
      case TRUE -> {
        if (Values.isTrue(wanted.options().get("isUnique")) == Truth.TRUE) {
          Unique unique = Constraints.uniqueOf(session, table, wanted.name());
          after = after.withUniques(after.uniques().with(unique));
          actions.add(new Action.Send(Constraints.addUnique(session, table, unique)));
        } else {
          dropUnique();
        }
      }
    }
  }

  private void dropUnique() {
    for (Unique unique : after.uniques().known()) {
      if (CreateTable.isOver(unique.columnNames(), wanted.name())) {
        actions.add(new Action.Send(Constraints.drop(session, table, unique.name(), Truth.FALSE)));
        after = after.withUniques(after.uniques().without(unique));
        return;
      }
    }
    actions.add(
        new Action.Missing(
            "drops the unique constraint of " + name(wanted) + ", whose name is not known"));
  }

  private void changeGenerated() {
    switch (differs("isGenerated")) {
      case FALSE -> {
        return;
      }
      case UNKNOWN -> {
        actions.add(new Action.Missing("whether the column was generated is not known"));
        return;
      }
      case TRUE -> {}
    }
    Value oldStrategy = before.options().get("generationStrategy");
    Value strategy = wanted.options().get("generationStrategy");
    if (Values.unknown(oldStrategy) != null || Values.unknown(strategy) != null) {
      actions.add(new Action.Missing("how the column was or is to be generated is not known"));
      return;
    }
    if (before.options().truth("isGenerated") == Truth.TRUE) {
      if (Values.is(oldStrategy, "uuid") == Truth.TRUE) {
        dropDefault();
      } else if (Values.is(oldStrategy, "increment") == Truth.TRUE) {
        dropDefault();
        dropSequence();
      }
    }
    boolean generated = Values.isTrue(wanted.options().get("isGenerated")) == Truth.TRUE;
    if (Values.is(strategy, "uuid") == Truth.TRUE) {
      if (generated) {
        send(alterColumn(wanted.name()).add("SET DEFAULT ").add(session.uuidGenerator()));
      } else {
        dropDefault();
      }
    } else if (Values.is(strategy, "increment") == Truth.TRUE) {
      if (generated) {
        Text sequence = session.quoted(Sequences.path(session, table, wanted.name()));
        send(
            Sql.of("CREATE SEQUENCE IF NOT EXISTS ")
                .add(sequence)
                .add(" OWNED BY ")
                .add(session.quoted(table))
                .add(".")
                .name(wanted.name()));
        send(alterColumn(wanted.name()).add("SET DEFAULT nextval('").add(sequence).add("')"));
      } else {
        dropDefault();
        dropSequence();
      }
    }
  }

  private void dropDefault() {
    send(alterColumn(wanted.name()).add("DROP DEFAULT"));
  }

  private void dropSequence() {
    send(
        Sql.of("DROP SEQUENCE ")
            .add(session.quoted(Sequences.path(session, table, wanted.name()))));
  }

  private void changeDefault() {
    Value value = wanted.options().get("default");
    if (Values.mayBeThere(value)) {
      perhaps(
          differs("default"),
          alterColumn(wanted.name()).add("SET DEFAULT ").add(value).build(),
          "the default differs");
      return;
    }
    // Between null and undefined there is a difference, but nothing to do.
    Truth dropped = Values.isThere(before.options().get("default"));
    perhaps(dropped, alterColumn(wanted.name()).add("DROP DEFAULT").build(), "there is a default");
  }

  private void changeSpatialType() {
    Value feature = wanted.options().get("spatialFeatureType");
    Value oldFeature = before.options().get("spatialFeatureType");
    boolean sameFeature =
        Values.mayBeThere(feature) == Values.mayBeThere(oldFeature)
            && Values.text(feature).text().equalsIgnoreCase(Values.text(oldFeature).text());
    Truth otherFeature =
        sameFeature || !(Values.mayBeThere(feature) || Values.mayBeThere(oldFeature))
            ? Truth.FALSE
            : differs("spatialFeatureType");
    perhaps(
        Values.or(otherFeature, differs("srid")),
        alterColumn(wanted.name()).add("TYPE ").add(ColumnSql.fullType(wanted)).build(),
        "the spatial type differs");
  }

  private void changeCollation() {
    perhaps(
        differs("collation"),
        alterColumn(wanted.name())
            .add("TYPE ")
            .add(wanted.type())
            .add(" COLLATE ")
            .name(wanted.options().get("collation"))
            .build(),
        "the collation differs");
  }

  /** A generated column becomes an ordinary one by way of a copy. */
  private void changeGeneratedType() {
    Value type = wanted.options().get("generatedType");
    boolean ordinary =
        Values.truth(type) == Truth.FALSE || Values.is(type, "VIRTUAL") == Truth.TRUE;
    switch (differs("generatedType")) {
      case FALSE -> {}
      case UNKNOWN ->
          actions.add(new Action.Missing("whether the column was generated is not known"));
      case TRUE -> {
        if (ordinary) {
          Text copy = Text.of("TEMP_OLD_").concat(Values.text(old.name()));
          send(
              Constraints.alter(session, table)
                  .add("RENAME COLUMN ")
                  .name(old.name())
                  .add(" TO ")
                  .name(copy));
          send(
              Constraints.alter(session, table)
                  .add("ADD ")
                  .add(ColumnSql.definition(session, table, wanted)));
          send(
              Sql.of("UPDATE ")
                  .add(session.quoted(table))
                  .add(" SET ")
                  .name(wanted.name())
                  .add(" = ")
                  .name(copy));
          send(Constraints.alter(session, table).add("DROP COLUMN ").name(copy));
        }
      }
    }
  }

  // Words.

  private Truth differs(String option) {
    return Values.not(Values.same(before.options().get(option), wanted.options().get(option)));
  }

  private Sql alterColumn(Value name) {
    return Constraints.alter(session, table).add("ALTER COLUMN ").name(name).add(" ");
  }

  private void send(Sql sql) {
    actions.add(new Action.Send(sql.build()));
  }

  private void perhaps(Truth truth, Text sql, String difference) {
    switch (truth) {
      case TRUE -> actions.add(new Action.Send(sql));
      case FALSE -> {}
      case UNKNOWN -> actions.add(new Action.Send(sql, "of " + name(before) + " " + difference));
    }
  }
}
