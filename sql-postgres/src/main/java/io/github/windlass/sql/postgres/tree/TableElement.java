package io.github.windlass.sql.postgres.tree;

/** What can stand between the parentheses of CREATE TABLE: columns, constraints, LIKE. */
public sealed interface TableElement extends Node permits ColumnDef, Constraint, TableLikeClause {}
