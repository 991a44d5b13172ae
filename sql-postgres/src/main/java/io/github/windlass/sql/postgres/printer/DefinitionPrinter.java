package io.github.windlass.sql.postgres.printer;

import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.DefinitionStatement;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AggregateArgs;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterCollationStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterDomainCmd;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterDomainStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterEnumStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterExtensionContentsStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterExtensionStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterFdwStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterForeignServerStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterOpFamilyStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterOperatorStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterPublicationStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterStatsStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterSubscriptionStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterTSConfigurationStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterTSDictionaryStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterTypeStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterUserMappingStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CompositeTypeStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreateAmStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreateCastStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreateConversionStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreateDomainStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreateEnumStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreateExtensionStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreateFdwStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreateForeignServerStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreateOpClassStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreateOpFamilyStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreatePublicationStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreateRangeStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreateSchemaStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreateStatsStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreateSubscriptionStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreateTransformStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreateUserMappingStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.DefineStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.ImportForeignSchemaStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.OpClassItem;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.PublicationObjSpec;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.StatsElem;
import io.github.windlass.sql.postgres.tree.FunctionParameter;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.ObjectWithArgs;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import io.github.windlass.sql.postgres.tree.TypeName;
import io.github.windlass.sql.postgres.tree.Value;
import io.github.windlass.sql.postgres.tree.Value.BooleanValue;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Types, operators, extensions, publications and other definitions. */
final class DefinitionPrinter {

  private final SqlPrinter printer;
  private final SqlWriter out;
  private final NamePrinter names;
  private final OptionPrinter options;
  private final ConstraintPrinter constraints;

  DefinitionPrinter(SqlPrinter printer, SqlWriter out) {
    this.printer = printer;
    this.out = out;
    this.names = new NamePrinter(out);
    this.options = new OptionPrinter(printer, out);
    this.constraints = new ConstraintPrinter(printer, out);
  }

  void statement(DefinitionStatement statement) {
    switch (statement) {
      case DefineStmt define -> define(define);
      case CompositeTypeStmt type -> {
        out.write("CREATE TYPE");
        names.qualifiedName(type.typevar());
        out.write("AS").listInParentheses(type.coldeflist(), constraints::column);
      }
      case CreateEnumStmt type ->
          out.write("CREATE TYPE")
              .names(type.typeName())
              .write("AS ENUM")
              .listInParentheses(type.vals(), value -> out.string(value.sval()));
      case CreateRangeStmt type -> {
        out.write("CREATE TYPE").names(type.typeName()).write("AS RANGE");
        options.definition(type.params());
      }
      case AlterEnumStmt alter -> alterEnum(alter);
      case AlterTypeStmt alter -> {
        out.write("ALTER TYPE").names(alter.typeName()).write("SET");
        options.definition(alter.options());
      }
      case CreateDomainStmt domain -> createDomain(domain);
      case AlterDomainStmt alter -> {
        out.write("ALTER DOMAIN").names(alter.typeName());
        domainCommand(alter.cmd());
      }
      case CreateOpClassStmt opclass -> createOperatorClass(opclass);
      case CreateOpFamilyStmt family ->
          out.write("CREATE OPERATOR FAMILY")
              .names(family.opfamilyname())
              .write("USING")
              .name(family.amname());
      case AlterOpFamilyStmt alter ->
          out.write("ALTER OPERATOR FAMILY")
              .names(alter.opfamilyname())
              .write("USING")
              .name(alter.amname())
              .write(alter.isDrop() ? "DROP" : "ADD")
              .list(alter.items(), this::member);
      case AlterOperatorStmt alter -> {
        out.write("ALTER OPERATOR");
        printer.signatures().operator(alter.opername());
        out.write("SET");
        options.definition(alter.options());
      }
      case CreateCastStmt cast -> createCast(cast);
      case CreateTransformStmt transform -> createTransform(transform);
      case CreateExtensionStmt extension -> {
        out.write("CREATE EXTENSION").writeIf(extension.ifNotExists(), "IF NOT EXISTS");
        out.name(extension.extname());
        extension.options().forEach(this::extensionOption);
      }
      case AlterExtensionStmt alter -> {
        out.write("ALTER EXTENSION").name(alter.extname()).write("UPDATE");
        for (DefElem option : alter.options()) {
          out.write("TO");
          value(option);
        }
      }
      case AlterExtensionContentsStmt alter -> {
        out.write("ALTER EXTENSION").name(alter.extname()).write(alter.drop() ? "DROP" : "ADD");
        ReferencePrinter references = new ReferencePrinter(printer, out);
        out.write(ReferencePrinter.kind(alter.objtype()));
        references.reference(alter.objtype(), alter.object());
      }
      case CreateFdwStmt wrapper -> {
        out.write("CREATE FOREIGN DATA WRAPPER").name(wrapper.fdwname());
        wrapper.funcOptions().forEach(this::wrapperFunction);
        options.generic(wrapper.options());
      }
      case AlterFdwStmt alter -> {
        out.write("ALTER FOREIGN DATA WRAPPER").name(alter.fdwname());
        alter.funcOptions().forEach(this::wrapperFunction);
        options.generic(alter.options());
      }
      case CreateForeignServerStmt server -> createServer(server);
      case AlterForeignServerStmt alter -> {
        out.write("ALTER SERVER").name(alter.servername());
        if (alter.hasVersion()) {
          version(alter.version());
        }
        options.generic(alter.options());
      }
      case CreateUserMappingStmt mapping -> {
        out.write("CREATE USER MAPPING").writeIf(mapping.ifNotExists(), "IF NOT EXISTS");
        out.write("FOR");
        names.role(mapping.user());
        out.write("SERVER").name(mapping.servername());
        options.generic(mapping.options());
      }
      case AlterUserMappingStmt alter -> {
        out.write("ALTER USER MAPPING FOR");
        names.role(alter.user());
        out.write("SERVER").name(alter.servername());
        options.generic(alter.options());
      }
      case ImportForeignSchemaStmt imported -> importSchema(imported);
      case CreatePublicationStmt publication -> {
        out.write("CREATE PUBLICATION").name(publication.pubname());
        out.writeIf(publication.forAllTables(), "FOR ALL TABLES");
        out.writeIf(!publication.pubobjects().isEmpty(), "FOR");
        out.list(publication.pubobjects(), this::published);
        options.with(publication.options());
      }
      case AlterPublicationStmt alter -> alterPublication(alter);
      case CreateSubscriptionStmt subscription -> {
        out.write("CREATE SUBSCRIPTION").name(subscription.subname());
        out.write("CONNECTION").string(subscription.conninfo());
        out.write("PUBLICATION").nameList(subscription.publication());
        options.with(subscription.options());
      }
      case AlterSubscriptionStmt alter -> alterSubscription(alter);
      case AlterTSDictionaryStmt alter -> {
        out.write("ALTER TEXT SEARCH DICTIONARY").names(alter.dictname());
        options.definition(alter.options());
      }
      case AlterTSConfigurationStmt alter -> alterConfiguration(alter);
      case CreateConversionStmt conversion ->
          out.write("CREATE")
              .writeIf(conversion.def(), "DEFAULT")
              .write("CONVERSION")
              .names(conversion.conversionName())
              .write("FOR")
              .string(conversion.forEncodingName())
              .write("TO")
              .string(conversion.toEncodingName())
              .write("FROM")
              .names(conversion.funcName());
      case AlterCollationStmt alter ->
          out.write("ALTER COLLATION").names(alter.collname()).write("REFRESH VERSION");
      case CreateStatsStmt statistics -> createStatistics(statistics);
      case AlterStatsStmt alter -> {
        out.write("ALTER STATISTICS").writeIf(alter.missingOk(), "IF EXISTS");
        out.names(alter.defnames()).write("SET STATISTICS");
        Integer target = alter.stxstattarget();
        out.write(target == null ? "DEFAULT" : target.toString());
      }
      case CreateAmStmt method ->
          out.write("CREATE ACCESS METHOD")
              .name(method.amname())
              .write("TYPE")
              .write(method.amtype().name())
              .write("HANDLER")
              .names(method.handlerName());
      case CreateSchemaStmt schema -> createSchema(schema);
    }
  }

  // --- CREATE … (definition) -----------------------------------------------------------------

  private void define(DefineStmt define) {
    out.write("CREATE").writeIf(define.replace(), "OR REPLACE");
    out.write(ReferencePrinter.kind(define.kind()));
    out.writeIf(define.ifNotExists(), "IF NOT EXISTS");
    if (define.kind() == ObjectType.OPERATOR) {
      printer.signatures().operatorName(define.defnames());
    } else {
      out.names(define.defnames());
    }
    AggregateArgs args = define.args();
    if (args != null) {
      aggregateArguments(args);
    }
    List<DefElem> definition = define.definition();
    if (define.kind() == ObjectType.COLLATION
        && definition.size() == 1
        && definition.get(0).arg() instanceof QualifiedName source
        && definition.get(0).defname().equals("from")) {
      out.write("FROM").names(source.names());
    } else if (define.oldstyle()) {
      out.listInParentheses(definition, this::oldElement);
    } else if (!definition.isEmpty()) {
      options.definition(definition);
    }
  }

  /** {@code old_aggr_elem}, whose name must not be taken for a keyword. */
  private void oldElement(DefElem element) {
    out.quotedName(element.defname()).write("=");
    if (element.arg() != null) {
      options.value(element.arg());
    }
  }

  private void aggregateArguments(AggregateArgs args) {
    List<FunctionParameter> parameters = args.parameters();
    if (parameters.isEmpty()) {
      out.join("(*)");
      return;
    }
    int direct = args.direct();
    if (direct < 0) {
      printer.signatures().parameters(parameters);
      return;
    }
    out.join("(").list(parameters.subList(0, direct), printer.signatures()::parameter);
    out.write("ORDER BY");
    // A last direct argument that is VARIADIC is the aggregated one as well.
    int first = direct == parameters.size() ? direct - 1 : direct;
    out.list(parameters.subList(first, parameters.size()), printer.signatures()::parameter)
        .join(")");
  }

  // --- types and domains ---------------------------------------------------------------------

  private void alterEnum(AlterEnumStmt alter) {
    out.write("ALTER TYPE").names(alter.typeName());
    if (alter.oldVal() != null) {
      out.write("RENAME VALUE").string(alter.oldVal()).write("TO").string(alter.newVal());
      return;
    }
    out.write("ADD VALUE").writeIf(alter.skipIfNewValExists(), "IF NOT EXISTS");
    out.string(alter.newVal());
    if (alter.newValNeighbor() != null) {
      out.write(alter.newValIsAfter() ? "AFTER" : "BEFORE").string(alter.newValNeighbor());
    }
  }

  private void createDomain(CreateDomainStmt domain) {
    out.write("CREATE DOMAIN").names(domain.domainname()).write("AS");
    printer.types().type(domain.typeName());
    constraints.qualifiers(domain.constraints(), domain.collClause());
  }

  private void domainCommand(AlterDomainCmd command) {
    switch (command) {
      case AlterDomainCmd.ColumnDefault changed -> {
        if (changed.def() == null) {
          out.write("DROP DEFAULT");
        } else {
          out.write("SET DEFAULT");
          printer.expressions().expression(changed.def());
        }
      }
      case AlterDomainCmd.DropNotNull drop -> out.write("DROP NOT NULL");
      case AlterDomainCmd.SetNotNull set -> out.write("SET NOT NULL");
      case AlterDomainCmd.AddConstraint add -> {
        out.write("ADD");
        constraints.domainConstraint(add.def());
      }
      case AlterDomainCmd.DropConstraint drop -> {
        out.write("DROP CONSTRAINT").writeIf(drop.missingOk(), "IF EXISTS").name(drop.name());
        names.behavior(drop.behavior());
      }
      case AlterDomainCmd.ValidateConstraint validate ->
          out.write("VALIDATE CONSTRAINT").name(validate.name());
    }
  }

  // --- operators, casts, transforms ----------------------------------------------------------

  private void createOperatorClass(CreateOpClassStmt opclass) {
    out.write("CREATE OPERATOR CLASS").names(opclass.opclassname());
    out.writeIf(opclass.isDefault(), "DEFAULT").write("FOR TYPE");
    printer.types().type(opclass.datatype());
    out.write("USING").name(opclass.amname());
    if (!opclass.opfamilyname().isEmpty()) {
      out.write("FAMILY").names(opclass.opfamilyname());
    }
    out.write("AS").list(opclass.items(), this::member);
  }

  private void member(OpClassItem item) {
    switch (item) {
      case OpClassItem.Operator operator -> {
        out.write("OPERATOR").number(operator.number());
        printer.signatures().operator(operator.name());
        if (!operator.orderFamily().isEmpty()) {
          out.write("FOR ORDER BY").names(operator.orderFamily());
        }
      }
      case OpClassItem.Function function -> {
        out.write("FUNCTION").number(function.number());
        if (!function.classArgs().isEmpty()) {
          types(function.classArgs());
        }
        printer.signatures().function(function.name());
      }
      case OpClassItem.StorageType storage -> {
        out.write("STORAGE");
        printer.types().type(storage.storedtype());
      }
      case OpClassItem.DropOperator operator -> {
        out.write("OPERATOR").number(operator.number());
        types(operator.classArgs());
      }
      case OpClassItem.DropFunction function -> {
        out.write("FUNCTION").number(function.number());
        types(function.classArgs());
      }
    }
  }

  private void types(List<TypeName> types) {
    out.listInParentheses(types, printer.types()::type);
  }

  private void createCast(CreateCastStmt cast) {
    out.write("CREATE CAST (");
    printer.types().type(cast.sourcetype());
    out.write("AS");
    printer.types().type(cast.targettype());
    out.join(")");
    ObjectWithArgs function = cast.func();
    if (function != null) {
      out.write("WITH FUNCTION");
      printer.signatures().function(function);
    } else {
      out.write(cast.inout() ? "WITH INOUT" : "WITHOUT FUNCTION");
    }
    switch (cast.context()) {
      case IMPLICIT -> out.write("AS IMPLICIT");
      case ASSIGNMENT -> out.write("AS ASSIGNMENT");
      case EXPLICIT -> {}
    }
  }

  private void createTransform(CreateTransformStmt transform) {
    out.write("CREATE").writeIf(transform.replace(), "OR REPLACE").write("TRANSFORM FOR");
    printer.types().type(transform.typeName());
    out.write("LANGUAGE").name(transform.lang()).write("(");
    if (transform.fromsql() != null) {
      out.write("FROM SQL WITH FUNCTION");
      printer.signatures().function(transform.fromsql());
      if (transform.tosql() != null) {
        out.join(",");
      }
    }
    if (transform.tosql() != null) {
      out.write("TO SQL WITH FUNCTION");
      printer.signatures().function(transform.tosql());
    }
    out.join(")");
  }

  // --- extensions and foreign data -----------------------------------------------------------

  private void extensionOption(DefElem option) {
    switch (option.defname()) {
      case "schema" -> {
        if (option.arg() instanceof Value.StringValue schema) {
          out.write("SCHEMA").name(schema.sval());
        }
      }
      case "new_version" -> {
        out.write("VERSION");
        value(option);
      }
      default -> out.write("CASCADE");
    }
  }

  private void value(DefElem option) {
    if (option.arg() instanceof Value value) {
      options.value(value);
    }
  }

  private void wrapperFunction(DefElem option) {
    out.writeIf(option.arg() == null, "NO").write(option.defname().toUpperCase(Locale.ROOT));
    if (option.arg() instanceof QualifiedName function) {
      out.names(function.names());
    }
  }

  private void createServer(CreateForeignServerStmt server) {
    out.write("CREATE SERVER").writeIf(server.ifNotExists(), "IF NOT EXISTS");
    out.name(server.servername());
    if (server.servertype() != null) {
      out.write("TYPE").string(server.servertype());
    }
    if (server.version() != null) {
      version(server.version());
    }
    out.write("FOREIGN DATA WRAPPER").name(server.fdwname());
    options.generic(server.options());
  }

  private void version(@Nullable String version) {
    out.write("VERSION");
    if (version == null) {
      out.write("NULL");
    } else {
      out.string(version);
    }
  }

  private void importSchema(ImportForeignSchemaStmt imported) {
    out.write("IMPORT FOREIGN SCHEMA").name(imported.remoteSchema());
    switch (imported.listType()) {
      case ALL -> {}
      case LIMIT_TO -> out.write("LIMIT TO");
      case EXCEPT -> out.write("EXCEPT");
    }
    if (!imported.tableList().isEmpty()) {
      out.listInParentheses(imported.tableList(), names::relation);
    }
    out.write("FROM SERVER").name(imported.serverName());
    out.write("INTO").name(imported.localSchema());
    options.generic(imported.options());
  }

  // --- publications and subscriptions --------------------------------------------------------

  private void alterPublication(AlterPublicationStmt alter) {
    out.write("ALTER PUBLICATION").name(alter.pubname());
    if (alter.action() == null) {
      out.write("SET");
      options.definition(alter.options());
    } else {
      out.write(alter.action().name()).list(alter.pubobjects(), this::published);
    }
  }

  private void published(PublicationObjSpec object) {
    switch (object) {
      case PublicationObjSpec.Table table -> {
        out.write("TABLE");
        names.relation(table.relation());
        out.namesInParentheses(table.columns());
        if (table.whereClause() != null) {
          out.write("WHERE (");
          printer.expressions().expression(table.whereClause());
          out.join(")");
        }
      }
      case PublicationObjSpec.TablesInSchema schema ->
          out.write("TABLES IN SCHEMA").name(schema.name());
      case PublicationObjSpec.TablesInCurSchema schema ->
          out.write("TABLES IN SCHEMA CURRENT_SCHEMA");
    }
  }

  private void alterSubscription(AlterSubscriptionStmt alter) {
    out.write("ALTER SUBSCRIPTION").name(alter.subname());
    switch (alter.kind()) {
      case OPTIONS -> {
        out.write("SET");
        options.definition(alter.options());
      }
      case SKIP -> {
        out.write("SKIP");
        options.definition(alter.options());
      }
      case CONNECTION -> out.write("CONNECTION").string(String.valueOf(alter.conninfo()));
      case ENABLED -> {
        boolean enabled =
            alter.options().get(0).arg() instanceof BooleanValue value && value.boolval();
        out.write(enabled ? "ENABLE" : "DISABLE");
      }
      case REFRESH -> {
        out.write("REFRESH PUBLICATION");
        options.with(alter.options());
      }
      case SET_PUBLICATION -> publications("SET", alter);
      case ADD_PUBLICATION -> publications("ADD", alter);
      case DROP_PUBLICATION -> publications("DROP", alter);
    }
  }

  private void publications(String verb, AlterSubscriptionStmt alter) {
    out.write(verb).write("PUBLICATION").nameList(alter.publication());
    options.with(alter.options());
  }

  // --- text search ---------------------------------------------------------------------------

  private void alterConfiguration(AlterTSConfigurationStmt alter) {
    out.write("ALTER TEXT SEARCH CONFIGURATION").names(alter.cfgname());
    out.write(
        switch (alter.kind()) {
          case ADD_MAPPING -> "ADD MAPPING";
          case ALTER_MAPPING_FOR_TOKEN, REPLACE_DICT, REPLACE_DICT_FOR_TOKEN -> "ALTER MAPPING";
          case DROP_MAPPING -> "DROP MAPPING";
        });
    out.writeIf(alter.missingOk(), "IF EXISTS");
    if (!alter.tokentype().isEmpty()) {
      out.write("FOR").nameList(alter.tokentype());
    }
    switch (alter.kind()) {
      case ADD_MAPPING, ALTER_MAPPING_FOR_TOKEN ->
          out.write("WITH").list(alter.dicts(), dictionary -> out.names(dictionary.names()));
      case REPLACE_DICT, REPLACE_DICT_FOR_TOKEN ->
          out.write("REPLACE")
              .names(alter.dicts().get(0).names())
              .write("WITH")
              .names(alter.dicts().get(1).names());
      case DROP_MAPPING -> {}
    }
  }

  // --- statistics and schemas ----------------------------------------------------------------

  private void createStatistics(CreateStatsStmt statistics) {
    out.write("CREATE STATISTICS").writeIf(statistics.ifNotExists(), "IF NOT EXISTS");
    if (!statistics.defnames().isEmpty()) {
      out.names(statistics.defnames());
    }
    out.namesInParentheses(statistics.statTypes()).write("ON");
    out.list(statistics.exprs(), this::statisticsElement);
    printer.queries().froms().clause("FROM", statistics.relations());
  }

  private void statisticsElement(StatsElem element) {
    if (element.name() != null) {
      out.name(element.name());
    } else if (element.expr() != null) {
      out.write("(");
      printer.expressions().expression(element.expr());
      out.join(")");
    }
  }

  private void createSchema(CreateSchemaStmt schema) {
    out.write("CREATE SCHEMA").writeIf(schema.ifNotExists(), "IF NOT EXISTS");
    if (schema.schemaname() != null) {
      out.name(schema.schemaname());
    }
    if (schema.authrole() != null) {
      out.write("AUTHORIZATION");
      names.role(schema.authrole());
    }
    schema.schemaElts().forEach(printer::statement);
  }
}
