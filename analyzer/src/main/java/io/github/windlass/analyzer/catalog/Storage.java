package io.github.windlass.analyzer.catalog;

import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.Node;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import io.github.windlass.sql.postgres.tree.TypeName;
import io.github.windlass.sql.postgres.tree.Value;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a relation is stored.
 *
 * @param accessMethod of a table; null for the default
 * @param tablespace null for the database's own
 * @param options the storage parameters ({@code pg_class.reloptions}), by name; those of the TOAST
 *     table after {@code toast.}
 */
public record Storage(
    @Nullable String accessMethod, @Nullable String tablespace, SortedMap<String, String> options) {

  /** As no statement says otherwise. */
  public static final Storage DEFAULT = new Storage(null, null, new TreeMap<>());

  /** The tablespace that every database has unless it says otherwise. */
  private static final String DATABASE_DEFAULT = "pg_default";

  public Storage {
    options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
  }

  static Storage of(
      @Nullable String accessMethod, @Nullable String tablespace, List<DefElem> options) {
    return accessMethod == null && tablespace == null && options.isEmpty()
        ? DEFAULT
        : new Storage(accessMethod, null, new TreeMap<>()).in(tablespace).set(options);
  }

  /** SET TABLESPACE. */
  Storage in(@Nullable String newTablespace) {
    return new Storage(
        accessMethod, DATABASE_DEFAULT.equals(newTablespace) ? null : newTablespace, options);
  }

  /** SET ACCESS METHOD. */
  Storage by(@Nullable String newAccessMethod) {
    return new Storage(newAccessMethod, tablespace, options);
  }

  /** {@code SET (…)}. */
  Storage set(List<DefElem> changes) {
    SortedMap<String, String> all = new TreeMap<>(options);
    for (DefElem change : changes) {
      if (!change.defname().equals("oids")) {
        all.put(name(change), text(change.arg()));
      }
    }
    return new Storage(accessMethod, tablespace, all);
  }

  /** One option more. */
  Storage with(String option, String value) {
    SortedMap<String, String> all = new TreeMap<>(options);
    all.put(option, value);
    return new Storage(accessMethod, tablespace, all);
  }

  /** {@code RESET (…)}. */
  Storage reset(List<DefElem> changes) {
    SortedMap<String, String> all = new TreeMap<>(options);
    changes.forEach(change -> all.remove(name(change)));
    return new Storage(accessMethod, tablespace, all);
  }

  private static String name(DefElem option) {
    return option.defnamespace() == null
        ? option.defname()
        : option.defnamespace() + "." + option.defname();
  }

  /** An option's value as the server keeps it ({@code defGetString}). */
  static String text(@Nullable Node argument) {
    return switch (argument) {
      case null -> "true";
      case Value.StringValue value -> value.sval();
      case Value.IntegerValue value -> Integer.toString(value.ival());
      case Value.FloatValue value -> value.fval();
      case Value.BooleanValue value -> Boolean.toString(value.boolval());
      case TypeName type -> type.names().get(type.names().size() - 1);
      case QualifiedName name -> name.last();
      default -> argument.toString();
    };
  }
}
