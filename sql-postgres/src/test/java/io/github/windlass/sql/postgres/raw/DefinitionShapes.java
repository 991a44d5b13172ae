package io.github.windlass.sql.postgres.raw;

import io.github.windlass.sql.postgres.raw.RawTree.Kept;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AggregateArgs;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterDomainCmd;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterDomainStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterExtensionContentsStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterPublicationStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterStatsStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterSubscriptionStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterTSConfigurationStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AmType;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CoercionContext;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.ImportForeignSchemaType;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.OpClassItem;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.PublicationObjSpec;
import io.github.windlass.sql.postgres.tree.DropBehavior;
import java.util.Arrays;

/** Types, domains, operators, extensions, publications and other definitions. */
final class DefinitionShapes {

  private DefinitionShapes() {}

  static void register(RawTree tree) {
    tree.prefix(CoercionContext.class, "COERCION_");
    tree.prefix(ImportForeignSchemaType.class, "FDW_IMPORT_SCHEMA_");
    tree.prefix(AlterSubscriptionStmt.Kind.class, "ALTER_SUBSCRIPTION_");
    tree.prefix(AlterTSConfigurationStmt.Kind.class, "ALTER_TSCONFIG_");
    tree.constants(AmType.class, type -> type == AmType.INDEX ? "i" : "t");
    tree.shape(
        AggregateArgs.class,
        args ->
            Arrays.asList(
                args.parameters().isEmpty() ? null : new Kept(args.parameters()),
                new Kept(args.direct())));
    tree.change(
        AlterTSConfigurationStmt.class,
        (statement, node) ->
            node.put(
                    "override",
                    statement.kind() == AlterTSConfigurationStmt.Kind.ALTER_MAPPING_FOR_TOKEN)
                .put(
                    "replace",
                    switch (statement.kind()) {
                      case REPLACE_DICT, REPLACE_DICT_FOR_TOKEN -> true;
                      case ADD_MAPPING, ALTER_MAPPING_FOR_TOKEN, DROP_MAPPING -> false;
                    }));
    tree.change(
        AlterStatsStmt.class,
        (statement, node) ->
            node.put(
                "stxstattarget",
                statement.stxstattarget() == null ? null : new Kept(statement.stxstattarget())));
    tree.change(
        AlterExtensionContentsStmt.class,
        (statement, node) ->
            node.without("drop")
                .put("action", statement.drop() ? -1 : 1)
                .put("object", ObjectShapes.named(statement.objtype(), statement.object())));
    domains(tree);
    operatorClasses(tree);
    publications(tree);
  }

  private static void domains(RawTree tree) {
    tree.shape(
        AlterDomainStmt.class,
        statement -> {
          RawNode node = tree.node(statement).without("cmd").put("behavior", DropBehavior.RESTRICT);
          return switch (statement.cmd()) {
            case AlterDomainCmd.ColumnDefault cmd -> node.put("subtype", "T").put("def", cmd.def());
            case AlterDomainCmd.DropNotNull cmd -> node.put("subtype", "N");
            case AlterDomainCmd.SetNotNull cmd -> node.put("subtype", "O");
            case AlterDomainCmd.AddConstraint cmd -> node.put("subtype", "C").put("def", cmd.def());
            case AlterDomainCmd.DropConstraint cmd ->
                node.put("subtype", "X")
                    .put("name", cmd.name())
                    .put("behavior", cmd.behavior())
                    .put("missingOk", cmd.missingOk());
            case AlterDomainCmd.ValidateConstraint cmd ->
                node.put("subtype", "V").put("name", cmd.name());
          };
        });
  }

  /** {@code OPCLASS_ITEM_OPERATOR}, {@code _FUNCTION}, {@code _STORAGETYPE} are 1, 2, 3. */
  private static void operatorClasses(RawTree tree) {
    tree.shape(
        OpClassItem.Operator.class,
        item -> tree.node(item).tag("CreateOpClassItem").put("itemtype", 1));
    tree.shape(
        OpClassItem.Function.class,
        item -> tree.node(item).tag("CreateOpClassItem").put("itemtype", 2));
    tree.shape(
        OpClassItem.StorageType.class,
        item -> tree.node(item).tag("CreateOpClassItem").put("itemtype", 3));
    tree.shape(
        OpClassItem.DropOperator.class,
        item -> tree.node(item).tag("CreateOpClassItem").put("itemtype", 1));
    tree.shape(
        OpClassItem.DropFunction.class,
        item -> tree.node(item).tag("CreateOpClassItem").put("itemtype", 2));
  }

  private static void publications(RawTree tree) {
    tree.shape(
        PublicationObjSpec.Table.class,
        table ->
            new RawNode("PublicationObjSpec", table.span())
                .put("pubobjtype", "PUBLICATIONOBJ_TABLE")
                .put("pubtable", tree.node(table).tag("PublicationTable")));
    tree.shape(
        PublicationObjSpec.TablesInSchema.class,
        schema ->
            tree.node(schema)
                .tag("PublicationObjSpec")
                .put("pubobjtype", "PUBLICATIONOBJ_TABLES_IN_SCHEMA"));
    tree.shape(
        PublicationObjSpec.TablesInCurSchema.class,
        schema ->
            tree.node(schema)
                .tag("PublicationObjSpec")
                .put("pubobjtype", "PUBLICATIONOBJ_TABLES_IN_CUR_SCHEMA"));
    // Where options are set, the field keeps its zero.
    tree.change(
        AlterPublicationStmt.class,
        (statement, node) ->
            node.put(
                "action",
                switch (statement.action()) {
                  case null -> "AP_AddObjects";
                  case ADD -> "AP_AddObjects";
                  case DROP -> "AP_DropObjects";
                  case SET -> "AP_SetObjects";
                }));
  }
}
