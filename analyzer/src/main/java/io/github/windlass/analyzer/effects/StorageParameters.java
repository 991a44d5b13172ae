package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.catalog.Relation;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.Node;
import io.github.windlass.sql.postgres.tree.TypeName;
import io.github.windlass.sql.postgres.tree.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which storage parameters each kind of relation has, since when, and which values they take
 * ({@code access/common/reloptions.c}). What has another name or value fails with 22023.
 */
final class StorageParameters {

  /** What has parameters ({@code relopt_kind}), as letters of {@link Parameter#owners}. */
  private static final char TABLE = 't';

  private static final char TOAST = 'o';
  private static final char VIEW = 'v';
  private static final char BTREE = 'b';
  private static final char HASH = 'h';
  private static final char GIST = 'g';
  private static final char SPGIST = 's';
  private static final char GIN = 'i';
  private static final char BRIN = 'r';

  /** Partitioned tables, which have none. */
  private static final char PARTITIONED = 'p';

  /** Partitioned tables have a message of their own from here on. */
  private static final int PARTITIONED_REFUSED = 16;

  private enum Kind {
    BOOLEAN,
    INTEGER,
    REAL,
    WORD
  }

  /**
   * @param owners a letter for each kind of relation that has it
   * @param since the first version that has it, 10 for those that were always there
   * @param words what a WORD may be
   */
  private record Parameter(
      String owners, int since, Kind kind, double least, double most, List<String> words) {}

  private static final Map<String, Parameter> ALL = new TreeMap<>();

  private static void flag(String name, String owners, int since) {
    ALL.put(name, new Parameter(owners, since, Kind.BOOLEAN, 0, 0, List.of()));
  }

  private static void integer(String name, String owners, int since, double least, double most) {
    ALL.put(name, new Parameter(owners, since, Kind.INTEGER, least, most, List.of()));
  }

  private static void real(String name, String owners, int since, double least, double most) {
    ALL.put(name, new Parameter(owners, since, Kind.REAL, least, most, List.of()));
  }

  private static void word(String name, String owners, int since, String... words) {
    ALL.put(name, new Parameter(owners, since, Kind.WORD, 0, 0, List.of(words)));
  }

  static {
    flag("autovacuum_enabled", "to", 10);
    flag("user_catalog_table", "t", 10);
    flag("vacuum_truncate", "to", 12);
    // Three words more from 14 on: readFlag knows auto.
    flag("vacuum_index_cleanup", "to", 12);
    flag("security_barrier", "v", 10);
    flag("security_invoker", "v", 15);
    flag("deduplicate_items", "b", 13);
    flag("fastupdate", "i", 10);
    flag("autosummarize", "r", 10);
    integer("fillfactor", "tbhgs", 10, 10, 100);
    integer("toast_tuple_target", "t", 11, 128, 8160);
    integer("parallel_workers", "t", 10, 0, 1024);
    integer("autovacuum_vacuum_threshold", "to", 10, 0, Integer.MAX_VALUE);
    integer("autovacuum_vacuum_max_threshold", "to", 18, -1, Integer.MAX_VALUE);
    integer("autovacuum_vacuum_insert_threshold", "to", 13, -1, Integer.MAX_VALUE);
    integer("autovacuum_analyze_threshold", "t", 10, 0, Integer.MAX_VALUE);
    integer("autovacuum_vacuum_cost_limit", "to", 10, 1, 10_000);
    integer("autovacuum_freeze_min_age", "to", 10, 0, 1_000_000_000);
    integer("autovacuum_multixact_freeze_min_age", "to", 10, 0, 1_000_000_000);
    integer("autovacuum_freeze_max_age", "to", 10, 100_000, 2_000_000_000);
    integer("autovacuum_multixact_freeze_max_age", "to", 10, 10_000, 2_000_000_000);
    integer("autovacuum_freeze_table_age", "to", 10, 0, 2_000_000_000);
    integer("autovacuum_multixact_freeze_table_age", "to", 10, 0, 2_000_000_000);
    integer("log_autovacuum_min_duration", "to", 10, -1, Integer.MAX_VALUE);
    integer("pages_per_range", "r", 10, 1, 131_072);
    integer("gin_pending_list_limit", "i", 10, 64, Integer.MAX_VALUE);
    real("autovacuum_vacuum_cost_delay", "to", 10, -1, 100);
    real("autovacuum_vacuum_scale_factor", "to", 10, 0, 100);
    real("autovacuum_vacuum_insert_scale_factor", "to", 13, 0, 100);
    real("autovacuum_analyze_scale_factor", "t", 10, 0, 100);
    real("vacuum_max_eager_freeze_failure_rate", "to", 18, 0, 1);
    real("vacuum_cleanup_index_scale_factor", "b", 11, 0, 1e10);
    word("check_option", "v", 10, "local", "cascaded");
    word("buffering", "g", 10, "on", "off", "auto");
  }

  private final EffectsBuilder effects;

  StorageParameters(EffectsBuilder effects) {
    this.effects = effects;
  }

  /** Refuses what a new table does not take. */
  void ofNewTable(List<DefElem> options, boolean partitioned) {
    for (DefElem option : options) {
      // OIDs are not among the parameters.
      if (!option.defname().equals("oids")) {
        check(option, partitioned ? PARTITIONED : TABLE, true);
      }
    }
  }

  /** Refuses what a view does not take. */
  void ofView(List<DefElem> options) {
    options.forEach(option -> check(option, VIEW, false));
  }

  /** Refuses what an index of a method does not take. */
  void ofIndex(List<DefElem> options, String method) {
    char owner = letter(method);
    if (owner != 0) {
      options.forEach(option -> check(option, owner, false));
    }
  }

  /** Refuses what a relation that is there does not take. */
  void of(List<DefElem> options, Relation relation) {
    switch (relation) {
      case Table table -> {
        boolean hasToast =
            table.columns().stream()
                .anyMatch(column -> column.type() != null && column.type().name().equals("text"));
        boolean partitioned = !table.partitionKey().isEmpty();
        options.forEach(option -> check(option, partitioned ? PARTITIONED : TABLE, hasToast));
      }
      case Relation.View view -> {
        boolean plain = view.kind() == RelationKind.VIEW;
        options.forEach(option -> check(option, plain ? VIEW : TABLE, false));
      }
      case Relation.Index index -> ofIndex(options, index.definition().method());
      case Relation.Sequence ignored -> {}
      case Relation.CompositeType ignored -> {}
    }
  }

  /** RESET takes any name, but no values ({@code transformRelOptions}). */
  void reset(List<DefElem> options) {
    for (DefElem option : options) {
      if (option.arg() != null) {
        effects.fail("42601", "RESET has no values");
      }
    }
  }

  private static char letter(String method) {
    return switch (method) {
      case "btree" -> BTREE;
      case "hash" -> HASH;
      case "gist" -> GIST;
      case "spgist" -> SPGIST;
      case "gin" -> GIN;
      case "brin" -> BRIN;
      // An extension's method has parameters of its own.
      default -> 0;
    };
  }

  private void check(DefElem option, char owner, boolean hasToast) {
    char meant = owner;
    if (option.defnamespace() != null) {
      // Other prefixes are an extension's, which takes its parameters before the server sees them:
      // timescaledb.compress.
      if (!option.defnamespace().equals("toast") || !hasToast) {
        return;
      }
      meant = TOAST;
    }
    String name = option.defname();
    if (meant == PARTITIONED) {
      if (effects.version >= PARTITIONED_REFUSED) {
        effects.fail("42809", "a partitioned table has no storage parameters");
      } else {
        refuse("a partitioned table has no parameter " + name);
      }
      return;
    }
    Parameter parameter = ALL.get(name);
    if (parameter == null
        || parameter.owners().indexOf(meant) < 0
        || effects.version < parameter.since()) {
      refuse("there is no parameter " + name);
      return;
    }
    String value = text(option.arg());
    if (value != null && !isValue(parameter, name, value)) {
      refuse(name + " cannot be " + value);
    }
  }

  private void refuse(String reason) {
    effects.fail("22023", reason);
  }

  /** A value as text; a name without one is true. */
  private static @Nullable String text(@Nullable Node argument) {
    return switch (argument) {
      case null -> "true";
      case Value.StringValue value -> value.sval();
      case Value.IntegerValue value -> Integer.toString(value.ival());
      case Value.FloatValue value -> value.fval();
      case Value.BooleanValue value -> Boolean.toString(value.boolval());
      case TypeName type -> type.names().get(type.names().size() - 1);
      default -> null;
    };
  }

  private boolean isValue(Parameter parameter, String name, String value) {
    return switch (parameter.kind()) {
      case BOOLEAN -> isFlag(value) || (takesAuto(name) && value.equalsIgnoreCase("auto"));
      case WORD -> parameter.words().contains(value.toLowerCase(Locale.ROOT));
      case INTEGER, REAL -> {
        try {
          double number = Double.parseDouble(value);
          yield number >= parameter.least() && number <= parameter.most();
        } catch (NumberFormatException e) {
          yield false;
        }
      }
    };
  }

  private boolean takesAuto(String name) {
    return name.equals("vacuum_index_cleanup") && effects.version >= 14;
  }

  /** {@code parse_bool}: words may be cut short. */
  private static boolean isFlag(String value) {
    String word = value.toLowerCase(Locale.ROOT);
    if (word.isEmpty()) {
      return false;
    }
    return word.equals("1")
        || word.equals("0")
        || "true".startsWith(word)
        || "false".startsWith(word)
        || "yes".startsWith(word)
        || "no".startsWith(word)
        || (word.length() > 1 && ("on".startsWith(word) || "off".startsWith(word)));
  }
}
