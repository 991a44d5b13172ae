package io.github.windlass.analyzer.catalog;

import io.github.windlass.sql.postgres.tree.DefElem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a column's values are kept.
 *
 * @param storage {@code plain}, {@code main}, {@code external} or {@code extended}; null for the
 *     type's own
 * @param compression null for the server's default
 * @param statistics the target of SET STATISTICS; null for the default
 * @param options {@code n_distinct} and its like, {@code name=value} in the order set
 */
public record ColumnProperties(
    @Nullable String storage,
    @Nullable String compression,
    @Nullable Integer statistics,
    List<String> options) {

  /** As no statement says otherwise. */
  public static final ColumnProperties DEFAULT = new ColumnProperties(null, null, null, List.of());

  public ColumnProperties {
    options = List.copyOf(options);
  }

  static ColumnProperties of(@Nullable String storage, @Nullable String compression) {
    return storage == null && compression == null
        ? DEFAULT
        : DEFAULT.stored(storage).compressed(compression);
  }

  /** SET STORAGE. */
  ColumnProperties stored(@Nullable String newStorage) {
    String word = newStorage == null ? null : newStorage.toLowerCase(Locale.ROOT);
    return new ColumnProperties(
        "default".equals(word) ? null : word, compression, statistics, options);
  }

  /** SET COMPRESSION. */
  ColumnProperties compressed(@Nullable String method) {
    return new ColumnProperties(
        storage, "default".equals(method) ? null : method, statistics, options);
  }

  /** SET STATISTICS. */
  ColumnProperties sampled(@Nullable Integer target) {
    return new ColumnProperties(
        storage, compression, target == null || target < 0 ? null : target, options);
  }

  /** {@code SET (…)}. */
  ColumnProperties set(List<DefElem> changes) {
    List<String> all = new ArrayList<>(reset(changes).options);
    changes.forEach(change -> all.add(change.defname() + "=" + Storage.text(change.arg())));
    return new ColumnProperties(storage, compression, statistics, all);
  }

  /** {@code RESET (…)}. */
  ColumnProperties reset(List<DefElem> changes) {
    List<String> all = new ArrayList<>(options);
    changes.forEach(change -> all.removeIf(o -> o.startsWith(change.defname() + "=")));
    return new ColumnProperties(storage, compression, statistics, all);
  }
}
