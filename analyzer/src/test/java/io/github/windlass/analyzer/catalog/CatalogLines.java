package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Column.Generation;
import io.github.windlass.analyzer.catalog.Relation.CompositeType;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Sequence;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.View;
import io.github.windlass.analyzer.schema.TypeNames;
import io.github.windlass.extractor.schema.ConstraintFacts.Deferral;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.ReplicaIdentity.IdentityType;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.RoutineStatement.TriggerEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a catalog says, a fact a line, in the form of {@code fixtures/record/catalog}. */
final class CatalogLines {

  /** What is not claimed. */
  static final String UNKNOWN = "?";

  private final Catalog catalog;
  private final TypeNames types;
  private final Map<String, String> lines = new TreeMap<>();

  private CatalogLines(Catalog catalog) {
    this.catalog = catalog;
    this.types = new TypeNames(catalog.withSearchPath(List.of("pg_catalog")));
  }

  static Map<String, String> of(Catalog catalog) {
    CatalogLines lines = new CatalogLines(catalog);
    lines.objects();
    catalog.relations().forEach(lines::relation);
    catalog.types().forEach(lines::type);
    catalog.routines().forEach(lines::routine);
    catalog.publications().forEach(lines::publication);
    catalog.statistics().forEach(lines::statistics);
    return lines.lines;
  }

  private void add(String what, @Nullable String is) {
    lines.put(what, is == null ? UNKNOWN : is);
  }

  private void addIf(boolean said, String what, String is) {
    if (said) {
      add(what, is);
    }
  }

  private void objects() {
    for (SchemaObject object : catalog.objects()) {
      add(
          object.kind() + " " + name(object),
          object.detail().isEmpty() ? "present" : object.detail());
    }
  }

  /** Types within names are printed as the server prints them. */
  private static String name(SchemaObject object) {
    return object.name().replace("int4", "integer").replace("int8", "bigint");
  }

  // --- relations -----------------------------------------------------------------------------

  private void relation(Relation relation) {
    String kind =
        switch (relation.kind()) {
          case TABLE -> "table";
          case PARTITIONED_TABLE -> "partitioned table";
          case FOREIGN_TABLE -> "foreign table";
          case VIEW -> "view";
          case MATERIALIZED_VIEW -> "materialized view";
          case SEQUENCE -> "sequence";
          case COMPOSITE_TYPE -> "composite type";
          case INDEX -> "";
        };
    boolean unlogged =
        (relation instanceof Table table && table.unlogged())
            || (relation instanceof Sequence sequence && sequence.unlogged());
    addIf(!kind.isEmpty(), "relation " + relation.name(), kind + (unlogged ? " unlogged" : ""));
    switch (relation) {
      case Table table -> table(table);
      case Index index -> index(index);
      case View view -> view(view);
      case Sequence sequence -> sequence(sequence);
      case CompositeType composite -> {
        columns(composite.name(), composite.attributes(), true);
        composite.attributes().forEach(column -> column(composite.name(), column, null));
      }
    }
  }

  private void columns(RelationName name, List<Column> columns, boolean known) {
    List<String> names = new ArrayList<>();
    columns.forEach(column -> names.add(column.name()));
    if (!known) {
      add(name + " columns", UNKNOWN);
    } else if (!names.isEmpty()) {
      add(name + " columns", String.join(", ", names));
    }
  }

  private void storage(String name, Storage storage) {
    List<String> options = new ArrayList<>();
    storage.options().forEach((option, value) -> options.add(option + "=" + value));
    addIf(!options.isEmpty(), name + " options", String.join(", ", new TreeSet<>(options)));
    String method = storage.accessMethod();
    if (method != null && !method.equals("heap")) {
      add(name + " access method", method);
    }
    if (storage.tablespace() != null) {
      add(name + " tablespace", storage.tablespace());
    }
  }

  private void table(Table table) {
    RelationName name = table.name();
    TableProperties properties = table.properties();
    columns(name, table.columns(), table.columnsKnown());
    table.columns().forEach(column -> column(name, column, table));
    if (table.comment() != null) {
      add(name + " comment", escaped(table.comment()));
    }
    storage(name.toString(), properties.storage());
    addIf(
        properties.replicaIdentity() != IdentityType.DEFAULT,
        name + " replica identity",
        switch (properties.replicaIdentity()) {
          case NOTHING -> "nothing";
          case FULL -> "full";
          case DEFAULT -> "";
          case INDEX ->
              "index "
                  + (properties.replicaIndex() == null
                      ? "that is gone"
                      : properties.replicaIndex());
        });
    List<String> security = new ArrayList<>();
    if (properties.rowSecurity()) {
      security.add("enabled");
    }
    if (properties.forcesRowSecurity()) {
      security.add("forced");
    }
    addIf(!security.isEmpty(), name + " row security", String.join(", ", security));
    List<String> parents = new ArrayList<>();
    table.parents().forEach(parent -> parents.add(parent.toString()));
    if (table.partition() == Table.Partition.NONE) {
      addIf(!parents.isEmpty(), name + " inherits", String.join(", ", parents));
    } else {
      add(name + " partition of", parents.get(0));
      if (properties.bound() != null) {
        add(name + " bound", ExpressionText.of(properties.bound()));
      }
    }
    if (properties.partitionSpec() != null) {
      add(name + " partition by", ExpressionText.of(properties.partitionSpec()));
    }
    if (table.ofType() != null) {
      add(name + " of type", table.ofType());
    }
    if (properties.clusteredOn() != null) {
      add(name + " clustered on", properties.clusteredOn());
    }
    if (properties.foreign() != null) {
      add(name + " server", properties.foreign().server());
      addIf(
          !properties.foreign().options().isEmpty(),
          name + " foreign options",
          String.join(", ", properties.foreign().options()));
    }
    for (TableConstraint constraint : table.constraints()) {
      constraint(table, constraint);
    }
    table.attachments().forEach(attachment -> attachment(name, attachment));
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\n", "\\n");
  }

  private void column(RelationName relation, Column column, @Nullable Table table) {
    String name = relation + "." + column.name();
    ColumnType type = column.type();
    add(name + " type", type == null ? null : format(type));
    if (table != null) {
      TableConstraint.NotNull notNull = NotNullFold.of(table, column.name());
      addIf(
          column.notNull() || notNull != null,
          name + " not null",
          notNull != null && !notNull.valid() ? "not valid" : "true");
      int parents = Inheritance.parentsWithColumn(catalog, table, column.name());
      addIf(parents > 0, name + " inherited", parents + (column.local() ? " and local" : ""));
      addIf(parents == 0 && !column.local(), name + " inherited", "0, and yet not the table's own");
    }
    value(name, column, table);
    if (!column.collation().isEmpty()) {
      add(name + " collation", collation(column.collation()));
    }
    ColumnProperties properties = column.properties();
    if (properties.storage() != null && !isOwn(properties.storage(), type)) {
      add(name + " storage", properties.storage());
    }
    if (properties.compression() != null) {
      add(name + " compression", properties.compression());
    }
    if (properties.statistics() != null) {
      add(name + " statistics", properties.statistics().toString());
    }
    addIf(
        !properties.options().isEmpty(),
        name + " options",
        String.join(", ", properties.options()));
    if (column.comment() != null) {
      add(name + " comment", escaped(column.comment()));
    }
  }

  /** Whether a column says of its storage what its type says. */
  private static boolean isOwn(String storage, @Nullable ColumnType type) {
    boolean numeric = type != null && type.name().equals("numeric") && !type.array();
    return storage.equals(numeric ? "main" : "extended");
  }

  private void value(String name, Column column, @Nullable Table table) {
    Expression expression = column.defaultExpression();
    switch (column.generation()) {
      case PLAIN -> {
        if (expression != null && !ExpressionText.of(expression).equals("null")) {
          add(name + " default", ExpressionText.of(expression));
        }
      }
      case SERIAL ->
          add(
              name + " default",
              expression == null
                  ? "nextval(" + column.sequence() + ")"
                  : ExpressionText.of(expression));
      case IDENTITY_ALWAYS -> add(name + " identity", "always");
      case IDENTITY_BY_DEFAULT -> add(name + " identity", "by default");
      case STORED -> add(name + " generated stored", ExpressionText.of(expression));
      case VIRTUAL -> add(name + " generated virtual", ExpressionText.of(expression));
    }
    if (table != null && column.generation() == Generation.SERIAL) {
      addIf(column.sequence() == null, name + " default", UNKNOWN);
    }
  }

  private static String collation(List<String> names) {
    return names.get(0).equals("pg_catalog") ? names.get(1) : String.join(".", names);
  }

  private String format(ColumnType type) {
    String own = type.name().substring(type.name().lastIndexOf('.') + 1);
    for (SchemaObject known : catalog.objects()) {
      if (known.kind().equals("extension") && Extensions.typesOf(known.name()).contains(own)) {
        return known.detail() + "." + own + (type.array() ? "[]" : "");
      }
    }
    return types.format(type);
  }

  // --- constraints and indexes ---------------------------------------------------------------

  private void constraint(Table table, TableConstraint constraint) {
    String what = "constraint " + table.name() + " " + constraint.name();
    String columns = "(" + String.join(", ", constraint.columns()) + ")";
    int parents = Inheritance.parentsWith(catalog, table, constraint);
    String inherited =
        parents > 0
            ? " inherited " + parents + (constraint.local() ? " and local" : "")
            : constraint.local() ? "" : " inherited from nowhere";
    add(
        what,
        switch (constraint) {
              case TableConstraint.Key key ->
                  (key.primary() ? "PRIMARY KEY " : "UNIQUE ") + columns + deferral(key.deferral());
              case TableConstraint.Check check ->
                  "CHECK"
                      + (check.noInherit() ? " NO INHERIT" : "")
                      + (check.enforced() ? "" : " NOT ENFORCED")
                      + (check.valid() ? "" : " NOT VALID");
              case TableConstraint.NotNull notNull ->
                  "NOT NULL "
                      + columns
                      + (notNull.noInherit() ? " NO INHERIT" : "")
                      + (notNull.valid() ? "" : " NOT VALID");
              case TableConstraint.ForeignKey key -> foreignKey(key, columns);
              case TableConstraint.Exclusion exclusion -> exclusion(exclusion.written());
            }
            + inherited);
    if (constraint instanceof TableConstraint.Check check) {
      add(what + " expression", ExpressionText.of(check.expression()));
    }
  }

  private static String deferral(Deferral deferral) {
    return switch (deferral) {
      case NOT_DEFERRABLE -> "";
      case INITIALLY_IMMEDIATE -> " DEFERRABLE";
      case INITIALLY_DEFERRED -> " INITIALLY DEFERRED";
    };
  }

  private static String exclusion(Constraint.Exclusion written) {
    List<String> operators = new ArrayList<>();
    written
        .exclusions()
        .forEach(each -> operators.add(each.operator().get(each.operator().size() - 1)));
    return "EXCLUDE WITH "
        + String.join(", ", operators)
        + deferral(ConstraintFold.deferral(written.deferrable(), written.initdeferred()));
  }

  private @Nullable String foreignKey(TableConstraint.ForeignKey key, String columns) {
    List<String> referenced = key.referencedColumns();
    if (referenced.isEmpty()) {
      referenced =
          catalog
              .table(key.referenced())
              .flatMap(Table::primaryKey)
              .map(TableConstraint.Key::columns)
              .orElse(List.of(UNKNOWN));
    }
    return "FOREIGN KEY "
        + columns
        + " REFERENCES "
        + key.referenced()
        + " ("
        + String.join(", ", referenced)
        + ")"
        + (key.more().matchFull() ? " MATCH FULL" : "")
        + " ON UPDATE "
        + key.onUpdate().sql()
        + " ON DELETE "
        + key.onDelete().sql()
        + (key.more().setColumns().isEmpty()
            ? ""
            : " (" + String.join(", ", key.more().setColumns()) + ")")
        + deferral(key.deferral())
        + (key.enforced() ? "" : " NOT ENFORCED")
        + (key.valid() ? "" : " NOT VALID");
  }

  private void index(Index index) {
    String what = "index " + index.name();
    Index.Definition definition = index.definition();
    List<String> keys = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < definition.keys().size(); i++) {
      Expression expression = definition.keys().get(i);
      Index.KeyOrder order = definition.orders().get(i);
      String column = null;
      if (expression == null && next < index.columns().size()) {
        column = index.columns().get(next++);
      } else {
        add(what + " key " + (i + 1), ExpressionText.of(expression));
      }
      keys.add((column == null ? "expression" : column) + order(index, column, order));
    }
    List<String> included = index.columns().subList(next, index.columns().size());
    add(
        what,
        "ON "
            + index.table()
            + (index.unique() ? " UNIQUE " : " ")
            + definition.method()
            + " ("
            + String.join(", ", keys)
            + ")"
            + (included.isEmpty() ? "" : " INCLUDE (" + String.join(", ", included) + ")")
            + (definition.nullsNotDistinct() ? " NULLS NOT DISTINCT" : "")
            + (index.valid() ? "" : " INVALID")
            + (index.parent() == null ? "" : " UNDER " + index.parent())
            + behind(index));
    if (definition.where() != null) {
      add(what + " where", ExpressionText.of(definition.where()));
    }
    storage(index.name().toString(), definition.storage());
    definition
        .statistics()
        .forEach((key, target) -> add(what + " statistics " + key, target.toString()));
  }

  private String order(Index index, @Nullable String column, Index.KeyOrder order) {
    List<String> own =
        column == null
            ? List.of()
            : catalog
                .table(index.table())
                .flatMap(t -> t.column(column))
                .map(Column::collation)
                .orElse(List.of());
    String collation =
        order.collation().isEmpty() || order.collation().equals(own) || column == null
            ? ""
            : " COLLATE " + order.collation().get(order.collation().size() - 1);
    String opclass =
        order.opclass().isEmpty() ? "" : " " + order.opclass().get(order.opclass().size() - 1);
    String direction =
        order.descending()
            ? order.nullsFirst() ? " DESC" : " DESC NULLS LAST"
            : order.nullsFirst() ? " NULLS FIRST" : "";
    return collation + opclass + direction;
  }

  private String behind(Index index) {
    Table table = catalog.table(index.table()).orElse(null);
    if (table != null) {
      for (TableConstraint constraint : table.constraints()) {
        RelationName own =
            switch (constraint) {
              case TableConstraint.Key key -> key.index();
              case TableConstraint.Exclusion exclusion -> exclusion.index();
              case TableConstraint.Check ignored -> null;
              case TableConstraint.NotNull ignored -> null;
              case TableConstraint.ForeignKey ignored -> null;
            };
        if (index.name().equals(own)) {
          return " BEHIND " + constraint.name();
        }
      }
    }
    return "";
  }

  // --- views, sequences ----------------------------------------------------------------------

  private void view(View view) {
    String what = "view " + view.name();
    columns(view.name(), view.outputs().columns(), view.outputs().known());
    view.outputs().columns().forEach(column -> column(view.name(), column, null));
    if (view.comment() != null) {
      add(view.name() + " comment", escaped(view.comment()));
    }
    storage(view.name().toString(), view.properties().storage());
    if (view.properties().clusteredOn() != null) {
      add(view.name() + " clustered on", view.properties().clusteredOn());
    }
    TreeSet<String> reads = new TreeSet<>();
    view.reads().forEach(read -> reads.add(read.toString()));
    addIf(!reads.isEmpty(), what + " reads", String.join(", ", reads));
    TreeSet<String> needs = new TreeSet<>();
    view.columns().forEach(use -> needs.add(use.relation() + "." + use.column()));
    addIf(!needs.isEmpty(), what + " needs", String.join(", ", needs));
    addIf(
        view.kind() == RelationKind.MATERIALIZED_VIEW && !view.properties().populated(),
        view.name() + " populated",
        "false");
    view.properties().attachments().forEach(attachment -> attachment(view.name(), attachment));
  }

  private void sequence(Sequence sequence) {
    String what = "sequence " + sequence.name();
    SequenceOptions options = sequence.options();
    add(
        what,
        format(ColumnType.of(options.type()))
            + " start "
            + options.start()
            + " increment "
            + options.increment()
            + " min "
            + options.min()
            + " max "
            + options.max()
            + " cache "
            + options.cache()
            + (options.cycle() ? " cycle" : ""));
    addIf(
        sequence.ownerTable() != null,
        what + " owned by",
        sequence.ownerTable()
            + "."
            + sequence.ownerColumn()
            + (sequence.identity() ? " internally" : ""));
  }

  // --- types, routines -----------------------------------------------------------------------

  private void type(UserType type) {
    String what = "type " + type.name();
    switch (type) {
      case UserType.EnumType enumType -> {
        List<String> values = new ArrayList<>();
        enumType.values().forEach(value -> values.add("'" + value.replace("'", "''") + "'"));
        add(what, "enum (" + String.join(", ", values) + ")");
      }
      case UserType.DomainType domain -> domain(what, domain);
      case UserType.OtherType other ->
          add(
              what,
              switch (other.kind()) {
                case RANGE -> other.subtype() == null ? null : "range " + format(other.subtype());
                case MULTIRANGE -> "multirange";
                case BASE -> "base";
                case SHELL -> "shell";
              });
    }
  }

  private void domain(String what, UserType.DomainType domain) {
    UserType.DomainType.Definition definition = domain.definition();
    String constraint = "constraint " + domain.name() + " ";
    add(
        what,
        "domain " + format(definition.type()) + (definition.notNull() == null ? "" : " NOT NULL"));
    if (definition.notNull() != null) {
      add(constraint + definition.notNull(), "NOT NULL");
    }
    if (definition.defaultExpression() != null) {
      add(what + " default", ExpressionText.of(definition.defaultExpression()));
    }
    for (UserType.DomainType.DomainCheck check : definition.checks()) {
      add(constraint + check.name(), "CHECK" + (check.valid() ? "" : " NOT VALID"));
      add(constraint + check.name() + " expression", ExpressionText.of(check.expression()));
    }
  }

  private void routine(Routine routine) {
    List<String> arguments = new ArrayList<>();
    routine.arguments().forEach(type -> arguments.add(function(type)));
    String returns = routine.returns() == null ? null : function(routine.returns());
    add(
        routine.kind().name().toLowerCase(Locale.ROOT)
            + " "
            + routine.name()
            + "("
            + String.join(", ", arguments)
            + ")",
        returns == null
            ? null
            : (routine.returnsSet() ? "SETOF " : "")
                + returns
                + " "
                + routine.language()
                + " "
                + routine.volatility()
                + (routine.strict() ? " STRICT" : "")
                + (routine.securityDefiner() ? " SECURITY DEFINER" : "")
                + (routine.leakproof() ? " LEAKPROOF" : "")
                + (routine.parallel().equals("unsafe")
                    ? ""
                    : " PARALLEL " + routine.parallel().toUpperCase(Locale.ROOT))
                + (routine.defaults() == 0 ? "" : " defaults " + routine.defaults()));
  }

  /** A type without modifiers, as {@code format_type} prints it then. */
  private String function(ColumnType type) {
    ColumnType plain = type.withoutTypmods();
    String text = format(plain);
    return switch (plain.name()) {
      case "bpchar" -> text.replace("bpchar", "character");
      case "bit" -> text.replace("\"bit\"", "bit");
      default -> text;
    };
  }

  private void attachment(RelationName relation, Attachment attachment) {
    String what =
        attachment.kind().name().toLowerCase(Locale.ROOT)
            + " "
            + relation
            + " "
            + attachment.name();
    switch (attachment.definition()) {
      case Attachment.Trigger trigger -> {
        add(what, trigger(trigger));
        if (trigger.when() != null) {
          add(what + " when", ExpressionText.of(trigger.when()));
        }
      }
      case Attachment.Rule rule ->
          add(
              what,
              rule.event() + (rule.instead() ? " INSTEAD" : "") + ObjectFold.fires(rule.fires()));
      case Attachment.Policy policy -> {
        add(
            what,
            (policy.permissive() ? "PERMISSIVE " : "RESTRICTIVE ")
                + policy.command().toUpperCase(Locale.ROOT));
        if (policy.using() != null) {
          add(what + " using", ExpressionText.of(policy.using()));
        }
        if (policy.check() != null) {
          add(what + " check", ExpressionText.of(policy.check()));
        }
      }
    }
  }

  private static String trigger(Attachment.Trigger trigger) {
    StringBuilder text =
        new StringBuilder(
            switch (trigger.timing()) {
              case BEFORE -> "BEFORE";
              case AFTER -> "AFTER";
              case INSTEAD -> "INSTEAD OF";
            });
    for (TriggerEvent event : TriggerEvent.values()) {
      if (trigger.events().contains(event)) {
        text.append(' ').append(event);
        if (event == TriggerEvent.UPDATE && !trigger.updated().isEmpty()) {
          text.append(" OF ").append(String.join(", ", trigger.updated()));
        }
      }
    }
    return text.append(trigger.row() ? " ROW " : " STATEMENT ")
        .append(trigger.function())
        .append(trigger.constraint() ? " CONSTRAINT" : "")
        .append(deferral(trigger.deferral()))
        .append(ObjectFold.fires(trigger.fires()))
        .append(trigger.inherited() ? " inherited" : "")
        .toString();
  }

  // --- publications, statistics --------------------------------------------------------------

  private void publication(Publication publication) {
    String what = "publication " + publication.name();
    List<String> says = new ArrayList<>();
    if (publication.allTables()) {
      says.add("ALL TABLES");
    }
    for (String event : List.of("insert", "update", "delete", "truncate")) {
      if (publication.publish().contains(event)) {
        says.add(event);
      }
    }
    if (publication.viaRoot()) {
      says.add("via root");
    }
    add(what, String.join(", ", says));
    for (Publication.Member member : publication.members()) {
      add(
          what + " table " + member.table(),
          member.columns().isEmpty()
              ? "all columns"
              : "(" + String.join(", ", member.columns()) + ")");
      if (member.where() != null) {
        add(what + " table " + member.table() + " where", ExpressionText.of(member.where()));
      }
    }
    publication.schemas().forEach(schema -> add(what + " schema " + schema, "present"));
  }

  private void statistics(Statistics statistics) {
    List<String> columns = new ArrayList<>(statistics.columns());
    Table table = catalog.table(statistics.table()).orElse(null);
    if (table != null) {
      // The server keeps them in the order of the table's columns.
      columns.sort((a, b) -> Integer.compare(position(table, a), position(table, b)));
    }
    add(
        "statistics " + statistics.name(),
        "ON "
            + statistics.table()
            + (columns.isEmpty() ? "" : " (" + String.join(", ", columns) + ")")
            + " "
            + String.join(", ", statistics.kinds()));
  }

  private static int position(Table table, String column) {
    for (int i = 0; i < table.columns().size(); i++) {
      if (table.columns().get(i).name().equals(column)) {
        return i;
      }
    }
    return -1;
  }
}
