package io.github.windlass.extractor.typeorm.ddl;

import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;
import java.util.ArrayList;
import java.util.List;

/**
 * How the enum type of a column changes: values are added, or else a new type takes the place of
 * the old one.
 *
 * @param setsDefault whether the column's default is dealt with
 */
record EnumChange(List<Action> actions, boolean setsDefault) {

  /**
   * @param old the column as it is, with its new name if it was renamed
   */
  static EnumChange of(Session session, Table table, Column old, Column wanted) {
    Several<Value> values = wanted.options().list("enum");
    Several<Value> oldValues = old.options().list("enum");
    Unknown unknown = values.others() == null ? oldValues.others() : values.others();
    Truth sameName = Values.same(old.options().get("enumName"), wanted.options().get("enumName"));
    if (unknown != null || sameName == Truth.UNKNOWN) {
      String reason = unknown == null ? "the name of its type" : unknown.reason();
      return new EnumChange(
          List.of(
              new Action.Missing(
                  "whether the enum type changes depends on what is not known: " + reason)),
          false);
    }
    // Another order is no change (OrmUtils.isArraysEqual).
    if (sameName == Truth.TRUE
        && values.known().size() == oldValues.known().size()
        && oldValues.known().containsAll(values.known())) {
      return new EnumChange(List.of(), false);
    }
    List<Value> added = minus(values.known(), oldValues.known());
    List<Value> removed = minus(oldValues.known(), values.known());
    // ADD VALUE in a transaction needs PostgreSQL 12, and so TypeORM asks for that.
    return removed.isEmpty() && !added.isEmpty()
        ? new EnumChange(addValues(session, table, old, added), false)
        : replace(session, table, old, wanted);
  }

  private static List<Action> addValues(
      Session session, Table table, Column old, List<Value> added) {
    List<Action> actions = new ArrayList<>();
    for (Value value : added) {
      actions.add(
          new Action.Send(
              Sql.of("ALTER TYPE ")
                  .add(EnumTypes.quoted(session, table, old))
                  .add(" ADD VALUE '")
                  .add(Sql.escaped(Values.text(value)))
                  .add("'")
                  .build()));
    }
    return actions;
  }

  private static EnumChange replace(Session session, Table table, Column old, Column wanted) {
    List<Action> actions = new ArrayList<>();
    actions.add(
        new Action.Send(
            Sql.of("ALTER TYPE ")
                .add(EnumTypes.quoted(session, table, old))
                .add(" RENAME TO ")
                .add(EnumTypes.bare(table, old, "_old"))
                .build()));
    actions.add(new Action.Send(EnumTypes.create(session, table, wanted)));
    boolean hadDefault = Values.mayBeThere(old.options().get("default"));
    if (hadDefault) {
      actions.add(new Action.Send(alter(session, table, old.name()).add("DROP DEFAULT").build()));
    }
    String array = wanted.options().truth("isArray") == Truth.TRUE ? "[]" : "";
    Text type = EnumTypes.quoted(session, table, wanted).concat(Text.of(array));
    actions.add(
        new Action.Send(
            alter(session, table, wanted.name())
                .add("TYPE ")
                .add(type)
                .add(" USING ")
                .name(wanted.name())
                .add("::\"text\"::")
                .add(type)
                .build()));
    Value value = wanted.options().get("default");
    if (Values.mayBeThere(value)) {
      actions.add(
          new Action.Send(
              alter(session, table, wanted.name()).add("SET DEFAULT ").add(value).build()));
    }
    actions.add(
        new Action.Send(
            Sql.of("DROP TYPE ").add(EnumTypes.quotedOld(session, table, old)).build()));
    return new EnumChange(actions, hadDefault);
  }

  private static Sql alter(Session session, Table table, Value column) {
    return Constraints.alter(session, table).add("ALTER COLUMN ").name(column).add(" ");
  }

  private static List<Value> minus(List<Value> values, List<Value> others) {
    List<Value> left = new ArrayList<>(values);
    left.removeAll(others);
    return left;
  }
}
