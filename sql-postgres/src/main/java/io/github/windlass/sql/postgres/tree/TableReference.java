package io.github.windlass.sql.postgres.tree;

/** What can stand in FROM. */
public sealed interface TableReference extends Node permits RangeVar, FromItem {}
