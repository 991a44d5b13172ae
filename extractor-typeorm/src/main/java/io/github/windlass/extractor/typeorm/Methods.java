package io.github.windlass.extractor.typeorm;

import java.util.Set;

/** The methods of a query runner. */
final class Methods {

  /** Those that ask the catalog and change nothing. */
  private static final Set<String> READING =
      Set.of(
          "getCurrentDatabase",
          "getCurrentSchema",
          "getDatabases",
          "getSchemas",
          "getTable",
          "getTables",
          "getVersion",
          "getView",
          "getViews",
          "hasColumn",
          "hasDatabase",
          "hasSchema",
          "hasTable");

  private static final Set<String> CHANGING =
      Set.of(
          "addColumn",
          "addColumns",
          "changeColumn",
          "changeColumns",
          "changeTableComment",
          "clearDatabase",
          "clearTable",
          "createCheckConstraint",
          "createCheckConstraints",
          "createDatabase",
          "createExclusionConstraint",
          "createExclusionConstraints",
          "createForeignKey",
          "createForeignKeys",
          "createIndex",
          "createIndices",
          "createPrimaryKey",
          "createSchema",
          "createTable",
          "createUniqueConstraint",
          "createUniqueConstraints",
          "createView",
          "createViewIndex",
          "createViewIndices",
          "dropCheckConstraint",
          "dropCheckConstraints",
          "dropColumn",
          "dropColumns",
          "dropDatabase",
          "dropExclusionConstraint",
          "dropExclusionConstraints",
          "dropForeignKey",
          "dropForeignKeys",
          "dropIndex",
          "dropIndices",
          "dropPrimaryKey",
          "dropSchema",
          "dropTable",
          "dropUniqueConstraint",
          "dropUniqueConstraints",
          "dropView",
          "dropViewIndex",
          "renameColumn",
          "renameTable",
          "updatePrimaryKeys");

  private static final Set<String> OTHERS =
      Set.of(
          "afterMigration",
          "beforeMigration",
          "clearSqlMemory",
          "commitTransaction",
          "connect",
          "disableSqlMemory",
          "enableSqlMemory",
          "executeMemoryDownSql",
          "executeMemoryUpSql",
          "getMemorySql",
          "getReplicationMode",
          "query",
          "release",
          "rollbackTransaction",
          "sql",
          "startTransaction",
          "stream");

  private Methods() {}

  static boolean isKnown(String name) {
    return OTHERS.contains(name) || CHANGING.contains(name) || READING.contains(name);
  }

  /** Whether a method asks the catalog and changes nothing. */
  static boolean reads(String name) {
    return READING.contains(name);
  }
}
