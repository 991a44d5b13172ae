package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Relation.CompositeType;
import io.github.windlass.analyzer.catalog.UserType.OtherType;
import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.DefinitionStatement;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.ObjectWithArgs;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import io.github.windlass.sql.postgres.tree.RoleSpec;
import io.github.windlass.sql.postgres.tree.RoutineStatement;
import io.github.windlass.sql.postgres.tree.RoutineStatement.TriggerFires;
import io.github.windlass.sql.postgres.tree.TypeName;
import io.github.windlass.sql.postgres.tree.Value;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Types, extensions, operators and all that is defined besides relations and routines. */
final class ObjectFold {

  /** Range types have a type of their ranges from here on. */
  private static final int MULTIRANGES = 14;

  private final int version;
  private Catalog catalog;

  private ObjectFold(Catalog catalog, int version) {
    this.catalog = catalog;
    this.version = version;
  }

  static Catalog fold(Catalog before, int version, DefinitionStatement statement) {
    ObjectFold fold = new ObjectFold(before, version);
    fold.define(statement);
    return fold.catalog;
  }

  private void define(DefinitionStatement statement) {
    switch (statement) {
      case DefinitionStatement.DefineStmt define -> define(define);
      case DefinitionStatement.CreateEnumStmt create ->
          add(
              new UserType.EnumType(
                  catalog.nameForNew(create.typeName()),
                  create.vals().stream().map(Value.StringValue::sval).toList()));
      case DefinitionStatement.AlterEnumStmt alter -> {
        if (catalog.userType(catalog.resolveType(alter.typeName())).orElse(null)
            instanceof UserType.EnumType type) {
          catalog = catalog.with(type.altered(alter));
        }
      }
      case DefinitionStatement.CreateRangeStmt create -> range(create);
      case DefinitionStatement.CompositeTypeStmt create -> {
        List<Column> attributes =
            create.coldeflist().stream()
                .map(column -> ColumnFold.attribute(catalog, column))
                .toList();
        catalog = catalog.with(new CompositeType(catalog.nameForNew(create.typevar()), attributes));
      }
      case DefinitionStatement.CreateDomainStmt create ->
          add(DomainFold.create(catalog, version, create));
      case DefinitionStatement.AlterDomainStmt alter -> {
        if (catalog.userType(catalog.resolveType(alter.typeName())).orElse(null)
            instanceof UserType.DomainType domain) {
          catalog = catalog.with(DomainFold.alter(catalog, version, domain, alter.cmd()));
        }
      }
      case DefinitionStatement.CreateStatsStmt create ->
          catalog = StatisticsFold.create(catalog, version, create);
      case DefinitionStatement.CreatePublicationStmt create ->
          catalog = PublicationFold.create(catalog, version, create);
      case DefinitionStatement.AlterPublicationStmt alter ->
          catalog = PublicationFold.alter(catalog, alter);
      case DefinitionStatement.CreateExtensionStmt create -> extension(create);
      case DefinitionStatement.CreateOpClassStmt create -> {
        RelationName name = catalog.nameForNew(create.opclassname());
        object("operator class", name + " " + create.amname());
        if (create.opfamilyname().isEmpty()) {
          object("operator family", name + " " + create.amname());
        }
      }
      case DefinitionStatement.CreateOpFamilyStmt create ->
          object(
              "operator family", catalog.nameForNew(create.opfamilyname()) + " " + create.amname());
      case DefinitionStatement.CreateCastStmt create -> {
        RelationName needs =
            create.func() == null
                ? needed(create.sourcetype(), create.targettype())
                : RoutineFold.resolve(catalog, create.func().objname());
        catalog =
            catalog.with(
                new SchemaObject(
                    "cast", cast(catalog, create.sourcetype(), create.targettype()), "", needs));
      }
      case DefinitionStatement.CreateTransformStmt create ->
          object("transform", catalog.typeOf(create.typeName()) + " " + create.lang());
      case DefinitionStatement.CreateFdwStmt create ->
          object("foreign-data wrapper", create.fdwname());
      case DefinitionStatement.CreateForeignServerStmt create ->
          catalog =
              catalog.with(new SchemaObject("server", create.servername(), create.fdwname(), null));
      case DefinitionStatement.CreateUserMappingStmt create ->
          object("user mapping", create.servername() + " " + role(create.user()));
      case DefinitionStatement.CreateSubscriptionStmt create ->
          catalog =
              catalog.with(
                  new SchemaObject(
                      "subscription",
                      create.subname(),
                      String.join(", ", create.publication()),
                      null));
      case DefinitionStatement.CreateConversionStmt create ->
          object("conversion", catalog.nameForNew(create.conversionName()).toString());
      case DefinitionStatement.CreateAmStmt create -> object("access method", create.amname());
      // What these change is not in the catalog.
      case DefinitionStatement.CreateSchemaStmt ignored -> {}
      case DefinitionStatement.AlterTypeStmt ignored -> {}
      case DefinitionStatement.AlterOpFamilyStmt ignored -> {}
      case DefinitionStatement.AlterOperatorStmt ignored -> {}
      case DefinitionStatement.AlterExtensionStmt ignored -> {}
      case DefinitionStatement.AlterExtensionContentsStmt ignored -> {}
      case DefinitionStatement.AlterFdwStmt ignored -> {}
      case DefinitionStatement.AlterForeignServerStmt ignored -> {}
      case DefinitionStatement.AlterUserMappingStmt ignored -> {}
      case DefinitionStatement.ImportForeignSchemaStmt ignored -> {}
      case DefinitionStatement.AlterSubscriptionStmt ignored -> {}
      case DefinitionStatement.AlterTSDictionaryStmt ignored -> {}
      case DefinitionStatement.AlterTSConfigurationStmt ignored -> {}
      case DefinitionStatement.AlterCollationStmt ignored -> {}
      case DefinitionStatement.AlterStatsStmt ignored -> {}
    }
  }

  private void add(UserType type) {
    catalog = catalog.with(type);
  }

  private void object(String kind, String name) {
    if (catalog.object(kind, name).isEmpty()) {
      catalog = catalog.with(SchemaObject.of(kind, name));
    }
  }

  static String role(RoleSpec role) {
    String name = role.rolename();
    return name != null ? name : role.roletype().name().toLowerCase(Locale.ROOT);
  }

  static String cast(Catalog catalog, TypeName source, TypeName target) {
    return "(" + catalog.typeOf(source) + " AS " + catalog.typeOf(target) + ")";
  }

  /** The one of two types that the history made. */
  private @Nullable RelationName needed(TypeName one, TypeName other) {
    for (TypeName type : List.of(one, other)) {
      String name = catalog.typeOf(type).name();
      int dot = name.indexOf('.');
      if (dot > 0) {
        return new RelationName(name.substring(0, dot), name.substring(dot + 1));
      }
    }
    return null;
  }

  private void define(DefinitionStatement.DefineStmt define) {
    RelationName name = catalog.nameForNew(define.defnames());
    switch (define.kind()) {
      case AGGREGATE -> {
        Routine aggregate = RoutineFold.aggregate(catalog, define);
        if (aggregate != null) {
          catalog = catalog.with(aggregate);
        }
      }
      case OPERATOR -> operator(name, define.definition());
      case TYPE ->
          add(
              new OtherType(
                  name,
                  define.definition().isEmpty() ? OtherType.Kind.SHELL : OtherType.Kind.BASE,
                  null));
      case COLLATION -> object("collation", name.toString());
      case TSCONFIGURATION -> object("text search configuration", name.toString());
      case TSDICTIONARY -> object("text search dictionary", name.toString());
      case TSPARSER -> object("text search parser", name.toString());
      case TSTEMPLATE -> object("text search template", name.toString());
      default -> {
        // The grammar defines nothing else so.
      }
    }
  }

  private void operator(RelationName name, List<DefElem> definition) {
    String left = "none";
    String right = "none";
    RelationName function = null;
    for (DefElem option : definition) {
      switch (option.defname()) {
        case "leftarg" -> left = type(option);
        case "rightarg" -> right = type(option);
        case "function", "procedure" -> function = RoutineFold.resolve(catalog, names(option));
        default -> {
          // How the planner treats it.
        }
      }
    }
    catalog =
        catalog.with(
            new SchemaObject("operator", name + "(" + left + ", " + right + ")", "", function));
  }

  private String type(DefElem option) {
    return option.arg() instanceof TypeName type ? catalog.typeOf(type).toString() : "none";
  }

  private static List<String> names(DefElem option) {
    return switch (option.arg()) {
      case TypeName type -> type.names();
      case QualifiedName name -> name.names();
      case null, default -> List.of(Storage.text(option.arg()));
    };
  }

  /** The name by which DROP and RENAME mean an operator. */
  static String operator(Catalog catalog, ObjectWithArgs meant) {
    StringBuilder name = new StringBuilder(catalog.nameForNew(meant.objname()).toString());
    String separator = "(";
    for (TypeName argument : meant.objargs()) {
      name.append(separator)
          .append(argument == null ? "none" : catalog.typeOf(argument).toString());
      separator = ", ";
    }
    return name.append(')').toString();
  }

  private void range(DefinitionStatement.CreateRangeStmt create) {
    RelationName name = catalog.nameForNew(create.typeName());
    ColumnType subtype = null;
    RelationName multirange = multirange(name);
    for (DefElem option : create.params()) {
      if (option.defname().equals("subtype") && option.arg() instanceof TypeName type) {
        subtype = catalog.typeOf(type);
      } else if (option.defname().equals("multirange_type_name")) {
        multirange = catalog.nameForNew(names(option));
      }
    }
    add(new OtherType(name, OtherType.Kind.RANGE, subtype));
    if (version >= MULTIRANGES) {
      add(new OtherType(multirange, OtherType.Kind.MULTIRANGE, ColumnType.of(name.toString())));
    }
  }

  /** {@code makeMultirangeTypeName}. */
  private static RelationName multirange(RelationName range) {
    String name = range.name();
    int at = name.indexOf("range");
    return new RelationName(
        range.schema(),
        at >= 0
            ? name.substring(0, at) + "multi" + name.substring(at)
            : ObjectNames.make(name, "", "multirange"));
  }

  private void extension(DefinitionStatement.CreateExtensionStmt create) {
    if (catalog.object("extension", create.extname()).isPresent()
        || create.extname().equals("plpgsql")) {
      return;
    }
    DefElem schema = SequenceOptions.find(create.options(), "schema");
    catalog =
        catalog.with(
            new SchemaObject(
                "extension",
                create.extname(),
                schema == null ? catalog.creationSchema() : Storage.text(schema.arg()),
                null));
  }

  /** Event triggers and languages. */
  static Catalog fold(Catalog catalog, RoutineStatement statement) {
    return switch (statement) {
      case RoutineStatement.CreateEventTrigStmt create ->
          catalog.with(
              new SchemaObject(
                  "event trigger",
                  create.trigname(),
                  create.eventname(),
                  RoutineFold.resolve(catalog, create.funcname())));
      case RoutineStatement.AlterEventTrigStmt alter -> {
        SchemaObject known = catalog.object("event trigger", alter.trigname()).orElse(null);
        yield known == null
            ? catalog
            : catalog.with(
                known.detailed(known.detail().split(" ", 2)[0] + fires(alter.tgenabled())));
      }
      case RoutineStatement.CreatePLangStmt create ->
          catalog.with(SchemaObject.of("language", create.plname()));
      default -> catalog;
    };
  }

  /** What is said of a trigger that does not fire as triggers do. */
  static String fires(TriggerFires fires) {
    return switch (fires) {
      case ON_ORIGIN -> "";
      case ON_REPLICA -> " REPLICA";
      case ALWAYS -> " ALWAYS";
      case DISABLED -> " DISABLED";
    };
  }

  /** The kind of an object as {@link SchemaObject} says it; null for those that are more. */
  static @Nullable String kind(ObjectType type) {
    return switch (type) {
      case ACCESS_METHOD -> "access method";
      case COLLATION -> "collation";
      case CONVERSION -> "conversion";
      case EVENT_TRIGGER -> "event trigger";
      case FDW -> "foreign-data wrapper";
      case FOREIGN_SERVER -> "server";
      case LANGUAGE -> "language";
      case OPCLASS -> "operator class";
      case OPFAMILY -> "operator family";
      case SUBSCRIPTION -> "subscription";
      case TSCONFIGURATION -> "text search configuration";
      case TSDICTIONARY -> "text search dictionary";
      case TSPARSER -> "text search parser";
      case TSTEMPLATE -> "text search template";
      default -> null;
    };
  }

  /** Whether objects of a kind are in schemas. */
  static boolean isInSchema(ObjectType type) {
    return switch (type) {
      case COLLATION,
          CONVERSION,
          OPCLASS,
          OPFAMILY,
          TSCONFIGURATION,
          TSDICTIONARY,
          TSPARSER,
          TSTEMPLATE ->
          true;
      default -> false;
    };
  }
}
