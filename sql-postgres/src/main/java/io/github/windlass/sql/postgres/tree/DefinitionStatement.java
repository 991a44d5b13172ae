package io.github.windlass.sql.postgres.tree;

import io.github.windlass.sql.postgres.tree.Value.StringValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Definitions besides tables and routines: types, domains, operators, extensions, publications …
 */
public sealed interface DefinitionStatement extends Statement {

  // --- anything that is defined by a list of options -----------------------------------------

  /**
   * {@code CREATE AGGREGATE, OPERATOR, TYPE, TEXT SEARCH …, COLLATION}.
   *
   * @param oldstyle an aggregate whose argument is the option {@code basetype}
   * @param args an aggregate's arguments; null for {@code oldstyle} and for all else
   * @param definition empty for a shell type; {@code from} for {@code CREATE COLLATION … FROM}
   */
  record DefineStmt(
      ObjectType kind,
      boolean oldstyle,
      List<String> defnames,
      @Nullable AggregateArgs args,
      List<DefElem> definition,
      boolean ifNotExists,
      boolean replace,
      Span span)
      implements DefinitionStatement {}

  /**
   * {@code aggr_args}.
   *
   * @param parameters direct and aggregated ones; empty for {@code (*)}
   * @param direct how many stand before ORDER BY; -1 without ORDER BY. If all do, the last, which
   *     is VARIADIC, stands behind ORDER BY as well
   */
  record AggregateArgs(List<FunctionParameter> parameters, int direct, Span span) implements Node {}

  // --- types ---------------------------------------------------------------------------------

  /** {@code CREATE TYPE … AS (coldeflist)}. */
  record CompositeTypeStmt(RangeVar typevar, List<ColumnDef> coldeflist, Span span)
      implements DefinitionStatement {}

  /** {@code CREATE TYPE … AS ENUM (vals)}. */
  record CreateEnumStmt(List<String> typeName, List<StringValue> vals, Span span)
      implements DefinitionStatement {}

  /** {@code CREATE TYPE … AS RANGE (params)}. */
  record CreateRangeStmt(List<String> typeName, List<DefElem> params, Span span)
      implements DefinitionStatement {}

  /**
   * {@code ALTER TYPE … ADD VALUE}, {@code ALTER TYPE … RENAME VALUE}.
   *
   * @param oldVal the value renamed; null for ADD
   * @param newValNeighbor what the new value stands before or after; null at the end
   */
  record AlterEnumStmt(
      List<String> typeName,
      @Nullable String oldVal,
      String newVal,
      @Nullable String newValNeighbor,
      boolean newValIsAfter,
      boolean skipIfNewValExists,
      Span span)
      implements DefinitionStatement {}

  /** {@code ALTER TYPE … SET (options)}. */
  record AlterTypeStmt(List<String> typeName, List<DefElem> options, Span span)
      implements DefinitionStatement {}

  /** {@code CREATE DOMAIN}. */
  record CreateDomainStmt(
      List<String> domainname,
      TypeName typeName,
      Expression.@Nullable CollateClause collClause,
      List<Constraint> constraints,
      Span span)
      implements DefinitionStatement {}

  /** {@code ALTER DOMAIN}. */
  record AlterDomainStmt(List<String> typeName, AlterDomainCmd cmd, Span span)
      implements DefinitionStatement {}

  /** What ALTER DOMAIN does: the cases of {@code AlterDomainStmt.subtype}. */
  sealed interface AlterDomainCmd extends Node {

    /** {@code T}: SET DEFAULT, and with null DROP DEFAULT. */
    record ColumnDefault(@Nullable Expression def, Span span) implements AlterDomainCmd {}

    /** {@code N}. */
    record DropNotNull(Span span) implements AlterDomainCmd {}

    /** {@code O}. */
    record SetNotNull(Span span) implements AlterDomainCmd {}

    /** {@code C}. */
    record AddConstraint(Constraint def, Span span) implements AlterDomainCmd {}

    /** {@code X}. */
    record DropConstraint(String name, DropBehavior behavior, boolean missingOk, Span span)
        implements AlterDomainCmd {}

    /** {@code V}. */
    record ValidateConstraint(String name, Span span) implements AlterDomainCmd {}
  }

  // --- operators, casts, transforms ----------------------------------------------------------

  /** {@code CREATE OPERATOR CLASS}. */
  record CreateOpClassStmt(
      List<String> opclassname,
      List<String> opfamilyname,
      String amname,
      TypeName datatype,
      List<OpClassItem> items,
      boolean isDefault,
      Span span)
      implements DefinitionStatement {}

  /** A member of an operator class or family: {@code CreateOpClassItem}, by {@code itemtype}. */
  sealed interface OpClassItem extends Node {

    /**
     * {@code OPCLASS_ITEM_OPERATOR}.
     *
     * @param orderFamily the family of {@code FOR ORDER BY}; else empty
     */
    record Operator(ObjectWithArgs name, int number, List<String> orderFamily, Span span)
        implements OpClassItem {}

    /**
     * {@code OPCLASS_ITEM_FUNCTION}.
     *
     * @param classArgs the types in parentheses before the name
     */
    record Function(ObjectWithArgs name, int number, List<TypeName> classArgs, Span span)
        implements OpClassItem {}

    /** {@code OPCLASS_ITEM_STORAGETYPE}. */
    record StorageType(TypeName storedtype, Span span) implements OpClassItem {}

    /** An operator to drop from a family, known by its number and types. */
    record DropOperator(int number, List<TypeName> classArgs, Span span) implements OpClassItem {}

    /** A function to drop from a family, known by its number and types. */
    record DropFunction(int number, List<TypeName> classArgs, Span span) implements OpClassItem {}
  }

  /** {@code CREATE OPERATOR FAMILY}. */
  record CreateOpFamilyStmt(List<String> opfamilyname, String amname, Span span)
      implements DefinitionStatement {}

  /** {@code ALTER OPERATOR FAMILY … ADD | DROP}. */
  record AlterOpFamilyStmt(
      List<String> opfamilyname, String amname, boolean isDrop, List<OpClassItem> items, Span span)
      implements DefinitionStatement {}

  /** {@code ALTER OPERATOR … SET (options)}. */
  record AlterOperatorStmt(ObjectWithArgs opername, List<DefElem> options, Span span)
      implements DefinitionStatement {}

  /**
   * {@code CREATE CAST}.
   *
   * @param func null for {@code WITHOUT FUNCTION} and {@code WITH INOUT}
   */
  record CreateCastStmt(
      TypeName sourcetype,
      TypeName targettype,
      @Nullable ObjectWithArgs func,
      CoercionContext context,
      boolean inout,
      Span span)
      implements DefinitionStatement {}

  /** {@code COERCION_*}: where a cast applies of itself. */
  enum CoercionContext {
    IMPLICIT,
    ASSIGNMENT,
    EXPLICIT
  }

  /** {@code CREATE TRANSFORM}. */
  record CreateTransformStmt(
      boolean replace,
      TypeName typeName,
      String lang,
      @Nullable ObjectWithArgs fromsql,
      @Nullable ObjectWithArgs tosql,
      Span span)
      implements DefinitionStatement {}

  // --- extensions ----------------------------------------------------------------------------

  /**
   * {@code CREATE EXTENSION}, and {@code CREATE LANGUAGE} without handlers.
   *
   * @param options {@code schema}, {@code new_version}, {@code cascade}
   */
  record CreateExtensionStmt(String extname, boolean ifNotExists, List<DefElem> options, Span span)
      implements DefinitionStatement {}

  /**
   * {@code ALTER EXTENSION … UPDATE}.
   *
   * @param options {@code new_version}
   */
  record AlterExtensionStmt(String extname, List<DefElem> options, Span span)
      implements DefinitionStatement {}

  /** {@code ALTER EXTENSION … ADD | DROP}. */
  record AlterExtensionContentsStmt(
      String extname, boolean drop, ObjectType objtype, ObjectReference object, Span span)
      implements DefinitionStatement {}

  // --- foreign data --------------------------------------------------------------------------

  /**
   * {@code CREATE FOREIGN DATA WRAPPER}.
   *
   * @param funcOptions {@code handler} and {@code validator}: a name, or nothing for {@code NO …}
   */
  record CreateFdwStmt(String fdwname, List<DefElem> funcOptions, List<DefElem> options, Span span)
      implements DefinitionStatement {}

  /** {@code ALTER FOREIGN DATA WRAPPER}. */
  record AlterFdwStmt(String fdwname, List<DefElem> funcOptions, List<DefElem> options, Span span)
      implements DefinitionStatement {}

  /** {@code CREATE SERVER}. */
  record CreateForeignServerStmt(
      String servername,
      @Nullable String servertype,
      @Nullable String version,
      String fdwname,
      boolean ifNotExists,
      List<DefElem> options,
      Span span)
      implements DefinitionStatement {}

  /**
   * {@code ALTER SERVER}.
   *
   * @param hasVersion whether VERSION is written; {@code version} is null then for {@code NULL}
   */
  record AlterForeignServerStmt(
      String servername,
      @Nullable String version,
      boolean hasVersion,
      List<DefElem> options,
      Span span)
      implements DefinitionStatement {}

  /** {@code CREATE USER MAPPING}. */
  record CreateUserMappingStmt(
      RoleSpec user, String servername, boolean ifNotExists, List<DefElem> options, Span span)
      implements DefinitionStatement {}

  /** {@code ALTER USER MAPPING}. */
  record AlterUserMappingStmt(RoleSpec user, String servername, List<DefElem> options, Span span)
      implements DefinitionStatement {}

  /** {@code IMPORT FOREIGN SCHEMA}. */
  record ImportForeignSchemaStmt(
      String serverName,
      String remoteSchema,
      String localSchema,
      ImportForeignSchemaType listType,
      List<RangeVar> tableList,
      List<DefElem> options,
      Span span)
      implements DefinitionStatement {}

  /** {@code FDW_IMPORT_SCHEMA_*}. */
  enum ImportForeignSchemaType {
    ALL,
    LIMIT_TO,
    EXCEPT
  }

  // --- publications and subscriptions --------------------------------------------------------

  /** {@code CREATE PUBLICATION}. */
  record CreatePublicationStmt(
      String pubname,
      List<DefElem> options,
      List<PublicationObjSpec> pubobjects,
      boolean forAllTables,
      Span span)
      implements DefinitionStatement {}

  /**
   * {@code ALTER PUBLICATION}.
   *
   * @param action what is done with {@code pubobjects}; null where {@code options} are set
   */
  record AlterPublicationStmt(
      String pubname,
      List<DefElem> options,
      List<PublicationObjSpec> pubobjects,
      @Nullable Action action,
      Span span)
      implements DefinitionStatement {

    /** {@code AP_*Objects}. */
    public enum Action {
      ADD,
      DROP,
      SET
    }
  }

  /** What is published, by {@code pubobjtype}; keywords left out are taken from the item before. */
  sealed interface PublicationObjSpec extends Node {

    /** {@code PUBLICATIONOBJ_TABLE}: {@code TABLE relation (columns) WHERE (whereClause)}. */
    record Table(
        RangeVar relation, List<String> columns, @Nullable Expression whereClause, Span span)
        implements PublicationObjSpec {}

    /** {@code PUBLICATIONOBJ_TABLES_IN_SCHEMA}. */
    record TablesInSchema(String name, Span span) implements PublicationObjSpec {}

    /** {@code PUBLICATIONOBJ_TABLES_IN_CUR_SCHEMA}. */
    record TablesInCurSchema(Span span) implements PublicationObjSpec {}
  }

  /** {@code CREATE SUBSCRIPTION}. */
  record CreateSubscriptionStmt(
      String subname, String conninfo, List<String> publication, List<DefElem> options, Span span)
      implements DefinitionStatement {}

  /** {@code ALTER SUBSCRIPTION}; which parts are there depends on {@code kind}. */
  record AlterSubscriptionStmt(
      Kind kind,
      String subname,
      @Nullable String conninfo,
      List<String> publication,
      List<DefElem> options,
      Span span)
      implements DefinitionStatement {

    /** {@code ALTER_SUBSCRIPTION_*}. */
    public enum Kind {
      OPTIONS,
      CONNECTION,
      SET_PUBLICATION,
      ADD_PUBLICATION,
      DROP_PUBLICATION,
      REFRESH,
      ENABLED,
      SKIP
    }
  }

  // --- text search, encodings, collations ----------------------------------------------------

  /** {@code ALTER TEXT SEARCH DICTIONARY}. */
  record AlterTSDictionaryStmt(List<String> dictname, List<DefElem> options, Span span)
      implements DefinitionStatement {}

  /**
   * {@code ALTER TEXT SEARCH CONFIGURATION}.
   *
   * @param dicts the dictionaries; for the REPLACE kinds the old and the new one
   * @param missingOk {@code DROP MAPPING IF EXISTS}
   */
  record AlterTSConfigurationStmt(
      Kind kind,
      List<String> cfgname,
      List<String> tokentype,
      List<QualifiedName> dicts,
      boolean missingOk,
      Span span)
      implements DefinitionStatement {

    /** {@code ALTER_TSCONFIG_*}; they settle {@code override} and {@code replace}. */
    public enum Kind {
      ADD_MAPPING,
      ALTER_MAPPING_FOR_TOKEN,
      REPLACE_DICT,
      REPLACE_DICT_FOR_TOKEN,
      DROP_MAPPING
    }
  }

  /** {@code CREATE CONVERSION}. */
  record CreateConversionStmt(
      List<String> conversionName,
      String forEncodingName,
      String toEncodingName,
      List<String> funcName,
      boolean def,
      Span span)
      implements DefinitionStatement {}

  /** {@code ALTER COLLATION … REFRESH VERSION}. */
  record AlterCollationStmt(List<String> collname, Span span) implements DefinitionStatement {}

  // --- statistics, access methods, schemas ---------------------------------------------------

  /**
   * {@code CREATE STATISTICS}.
   *
   * @param defnames empty if the server is to choose a name
   */
  record CreateStatsStmt(
      List<String> defnames,
      List<String> statTypes,
      List<StatsElem> exprs,
      List<TableReference> relations,
      boolean ifNotExists,
      Span span)
      implements DefinitionStatement {}

  /** What statistics are kept on: a column by {@code name}, or an expression. */
  record StatsElem(@Nullable String name, @Nullable Expression expr, Span span) implements Node {}

  /**
   * {@code ALTER STATISTICS … SET STATISTICS}.
   *
   * @param stxstattarget null for DEFAULT
   */
  record AlterStatsStmt(
      List<String> defnames, @Nullable Integer stxstattarget, boolean missingOk, Span span)
      implements DefinitionStatement {}

  /** {@code CREATE ACCESS METHOD}. */
  record CreateAmStmt(String amname, List<String> handlerName, AmType amtype, Span span)
      implements DefinitionStatement {}

  /** {@code AMTYPE_*}. */
  enum AmType {
    INDEX,
    TABLE
  }

  /**
   * {@code CREATE SCHEMA}.
   *
   * @param schemaname null if it is the role's name
   */
  record CreateSchemaStmt(
      @Nullable String schemaname,
      @Nullable RoleSpec authrole,
      List<Statement> schemaElts,
      boolean ifNotExists,
      Span span)
      implements DefinitionStatement {}
}
