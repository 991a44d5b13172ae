package io.github.windlass.sql.postgres.raw;

import io.github.windlass.sql.postgres.raw.RawTree.Kept;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.Constraint.Identity.GeneratedWhen;
import io.github.windlass.sql.postgres.tree.DropBehavior;
import io.github.windlass.sql.postgres.tree.OnCommitAction;
import io.github.windlass.sql.postgres.tree.PartitionBoundSpec;
import io.github.windlass.sql.postgres.tree.PartitionSpec;
import io.github.windlass.sql.postgres.tree.TableStatement.ViewStmt.CheckOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tables, indexes, sequences, views. */
final class TableShapes {

  private TableShapes() {}

  static void register(RawTree tree) {
    tree.prefix(OnCommitAction.class, "ONCOMMIT_");
    tree.prefix(PartitionSpec.Strategy.class, "PARTITION_STRATEGY_");
    tree.constants(CheckOption.class, option -> option.name() + "_CHECK_OPTION");
    constraints(tree);
    partitionBounds(tree);
    commands(tree);
  }

  private static void constraints(RawTree tree) {
    tree.prefix(Constraint.Attribute.Kind.class, "CONSTR_ATTR_");
    tree.constants(GeneratedWhen.class, TableShapes::generatedWhen);
    tree.constants(
        Constraint.Generated.Kind.class,
        kind ->
            switch ((Constraint.Generated.Kind) kind) {
              case STORED -> "s";
              case VIRTUAL -> "v";
            });
    tree.constants(
        Constraint.ForeignKey.Match.class,
        match ->
            switch ((Constraint.ForeignKey.Match) match) {
              case SIMPLE -> "s";
              case FULL -> "f";
            });
    tree.constants(
        Constraint.ForeignKey.Action.class,
        action ->
            switch ((Constraint.ForeignKey.Action) action) {
              case NO_ACTION -> "a";
              case RESTRICT -> "r";
              case CASCADE -> "c";
              case SET_NULL -> "n";
              case SET_DEFAULT -> "d";
            });
    tree.shape(Constraint.Null.class, value -> constraint(tree, value, "NULL"));
    // gram.y sets is_enforced behind a column, and leaves it unset in a table's or domain's form.
    tree.shape(
        Constraint.NotNull.class,
        value ->
            constraint(tree, value, "NOTNULL")
                .put("isEnforced", value.keys().isEmpty())
                .put("initiallyValid", !value.skipValidation()));
    tree.shape(Constraint.Default.class, value -> constraint(tree, value, "DEFAULT"));
    tree.shape(
        Constraint.Check.class,
        value -> constraint(tree, value, "CHECK").put("initiallyValid", !value.skipValidation()));
    tree.shape(Constraint.PrimaryKey.class, value -> constraint(tree, value, "PRIMARY"));
    tree.shape(Constraint.Unique.class, value -> constraint(tree, value, "UNIQUE"));
    tree.shape(Constraint.Exclusion.class, value -> constraint(tree, value, "EXCLUSION"));
    tree.shape(
        Constraint.Exclusion.Element.class,
        value -> new Kept(List.of(value.element(), new Kept(value.operator()))));
    tree.shape(
        Constraint.ForeignKey.class,
        value -> constraint(tree, value, "FOREIGN").put("initiallyValid", !value.skipValidation()));
    tree.shape(
        Constraint.Generated.class,
        value -> constraint(tree, value, "GENERATED").put("generatedWhen", GeneratedWhen.ALWAYS));
    tree.shape(Constraint.Identity.class, value -> constraint(tree, value, "IDENTITY"));
    tree.shape(
        Constraint.Attribute.class,
        value -> new RawNode("Constraint", value.span()).put("contype", value.kind()));
  }

  private static String generatedWhen(Enum<?> when) {
    return switch ((GeneratedWhen) when) {
      case ALWAYS -> "a";
      case BY_DEFAULT -> "d";
    };
  }

  private static RawNode constraint(RawTree tree, Record value, String type) {
    return tree.node(value).tag("Constraint").put("contype", "CONSTR_" + type);
  }

  private static void partitionBounds(RawTree tree) {
    tree.shape(
        PartitionBoundSpec.HashBound.class, value -> bound(tree, value).put("strategy", "h"));
    tree.shape(
        PartitionBoundSpec.ListBound.class, value -> bound(tree, value).put("strategy", "l"));
    tree.shape(
        PartitionBoundSpec.RangeBound.class, value -> bound(tree, value).put("strategy", "r"));
    tree.shape(
        PartitionBoundSpec.DefaultBound.class, value -> bound(tree, value).put("isDefault", true));
  }

  private static RawNode bound(RawTree tree, Record value) {
    return tree.node(value).tag("PartitionBoundSpec");
  }

  private static void commands(RawTree tree) {
    for (Class<?> command : AlterTableCmd.class.getPermittedSubclasses()) {
      tree.shape(command.asSubclass(Record.class), value -> command(tree, value));
    }
    tree.constants(
        AlterTableCmd.ReplicaIdentity.IdentityType.class,
        type ->
            switch ((AlterTableCmd.ReplicaIdentity.IdentityType) type) {
              case NOTHING -> "n";
              case FULL -> "f";
              case DEFAULT -> "d";
              case INDEX -> "i";
            });
    tree.shape(
        AlterTableCmd.AddColumn.class,
        value -> command(tree, value).rename("column", "def").rename("ifNotExists", "missingOk"));
    tree.shape(
        AlterTableCmd.AlterColumnType.class,
        value ->
            command(tree, value)
                .without("typeName", "collClause", "rawDefault")
                .put(
                    "def",
                    new RawNode("ColumnDef", null)
                        .put("typeName", value.typeName())
                        .put("collClause", value.collClause())
                        .put("rawDefault", value.rawDefault())));
    def(tree, AlterTableCmd.ColumnDefault.class, "expr");
    def(tree, AlterTableCmd.SetExpression.class, "expr");
    def(tree, AlterTableCmd.AddConstraint.class, "constraint");
    def(tree, AlterTableCmd.AddIdentity.class, "identity");
    def(tree, AlterTableCmd.AddInherit.class, "parent");
    def(tree, AlterTableCmd.DropInherit.class, "parent");
    def(tree, AlterTableCmd.AddOf.class, "typeName");
    value(tree, AlterTableCmd.SetStatistics.class, "value");
    value(tree, AlterTableCmd.SetStorage.class, "storage");
    value(tree, AlterTableCmd.SetCompression.class, "method");
    value(tree, AlterTableCmd.SetOptions.class, "options");
    value(tree, AlterTableCmd.ResetOptions.class, "options");
    value(tree, AlterTableCmd.SetIdentity.class, "options");
    value(tree, AlterTableCmd.AlterColumnGenericOptions.class, "options");
    value(tree, AlterTableCmd.SetRelOptions.class, "options");
    value(tree, AlterTableCmd.ResetRelOptions.class, "options");
    value(tree, AlterTableCmd.GenericOptions.class, "options");
    node(tree, AlterTableCmd.AlterConstraint.class, "ATAlterConstraint");
    node(tree, AlterTableCmd.ReplicaIdentity.class, "ReplicaIdentityStmt");
    node(tree, AlterTableCmd.AttachPartition.class, "PartitionCmd");
    node(tree, AlterTableCmd.DetachPartition.class, "PartitionCmd");
    node(tree, AlterTableCmd.DetachPartitionFinalize.class, "PartitionCmd");
  }

  /**
   * The default node as an {@code AlterTableCmd}, whose behavior is RESTRICT where none is said.
   */
  private static RawNode command(RawTree tree, Record value) {
    RawNode node = tree.node(value).tag("AlterTableCmd");
    node.put("subtype", "AT_" + value.getClass().getSimpleName());
    node.fields.putIfAbsent("behavior", DropBehavior.RESTRICT);
    return node;
  }

  /** A component that is a node is PostgreSQL's {@code def}. */
  private static void def(RawTree tree, Class<? extends Record> type, String component) {
    tree.shape(type, value -> command(tree, value).rename(component, "def"));
  }

  /** A component that is a value or a list is PostgreSQL's {@code def}, as a value node. */
  private static void value(RawTree tree, Class<? extends Record> type, String component) {
    tree.shape(
        type,
        value -> {
          RawNode node = command(tree, value);
          @Nullable Object def = node.fields.remove(component);
          return node.put("def", def == null ? null : new Kept(def));
        });
  }

  /** All components together are a node of their own, PostgreSQL's {@code def}. */
  private static void node(RawTree tree, Class<? extends Record> type, String tag) {
    tree.shape(
        type,
        value ->
            new RawNode("AlterTableCmd", null)
                .put("subtype", "AT_" + type.getSimpleName())
                .put("behavior", DropBehavior.RESTRICT)
                .put("def", tree.node(value).tag(tag)));
  }
}
