package io.github.windlass.extractor.typeorm;

import io.github.windlass.extractor.typeorm.ddl.Table;
import io.github.windlass.script.ObjectValue;
import org.jspecify.annotations.Nullable;

/**
 * The table that a call is about.
 *
 * @param object its object; null: it has none
 * @param cached whether the query runner keeps a table of this path, which a change replaces
 */
record FoundTable(Table table, @Nullable ObjectValue object, boolean cached) {}
