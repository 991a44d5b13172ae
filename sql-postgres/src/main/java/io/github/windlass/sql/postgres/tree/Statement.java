package io.github.windlass.sql.postgres.tree;

/** One SQL statement, as PostgreSQL's grammar reads it, before any look-up in a catalog. */
public sealed interface Statement extends Node
    permits AccessStatement,
        DefinitionStatement,
        ObjectStatement,
        QueryStatement,
        RoutineStatement,
        SessionStatement,
        TableStatement,
        UtilityStatement {}
