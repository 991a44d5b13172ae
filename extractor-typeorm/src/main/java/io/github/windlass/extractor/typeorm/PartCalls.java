package io.github.windlass.extractor.typeorm;

import io.github.windlass.extractor.typeorm.ddl.Check;
import io.github.windlass.extractor.typeorm.ddl.Constraints;
import io.github.windlass.extractor.typeorm.ddl.Exclusion;
import io.github.windlass.extractor.typeorm.ddl.ForeignKey;
import io.github.windlass.extractor.typeorm.ddl.Index;
import io.github.windlass.extractor.typeorm.ddl.Indexes;
import io.github.windlass.extractor.typeorm.ddl.Options;
import io.github.windlass.extractor.typeorm.ddl.Session;
import io.github.windlass.extractor.typeorm.ddl.Several;
import io.github.windlass.extractor.typeorm.ddl.Table;
import io.github.windlass.extractor.typeorm.ddl.Unique;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The methods that make and drop constraints and indexes of a table. */
final class PartCalls {

  private final TableCall call;

  PartCalls(TableCall call) {
    this.call = call;
  }

  /** Does what a method does; false: it is none of these. */
  boolean call(String method, Value table, Value part, Value ifExists) {
    Truth maybe = method.startsWith("drop") ? call.ifExists(ifExists) : Truth.FALSE;
    switch (method) {
      case "createUniqueConstraint" -> createUnique(table, part);
      case "createUniqueConstraints" -> call.each(part, each -> createUnique(table, each));
      case "dropUniqueConstraint" -> drop(uniques(), table, part, maybe);
      case "dropUniqueConstraints" -> call.each(part, each -> drop(uniques(), table, each, maybe));
      case "createCheckConstraint" -> createCheck(table, part);
      case "createCheckConstraints" -> call.each(part, each -> createCheck(table, each));
      case "dropCheckConstraint" -> drop(checks(), table, part, maybe);
      case "dropCheckConstraints" -> call.each(part, each -> drop(checks(), table, each, maybe));
      case "createExclusionConstraint" -> createExclusion(table, part);
      case "createExclusionConstraints" -> call.each(part, each -> createExclusion(table, each));
      case "dropExclusionConstraint" -> drop(exclusions(), table, part, maybe);
      case "dropExclusionConstraints" ->
          call.each(part, each -> drop(exclusions(), table, each, maybe));
      case "createForeignKey" -> createForeignKey(table, part);
      case "createForeignKeys" -> call.each(part, each -> createForeignKey(table, each));
      case "dropForeignKey" -> dropForeignKey(table, part, maybe);
      case "dropForeignKeys" -> call.each(part, each -> dropForeignKey(table, each, maybe));
      case "createIndex" -> createIndex(table, part);
      case "createIndices" -> call.each(part, each -> createIndex(table, each));
      case "dropIndex" -> dropIndex(table, part, maybe);
      case "dropIndices" -> call.each(part, each -> dropIndex(table, each, maybe));
      default -> {
        return false;
      }
    }
    return true;
  }

  // Making.

  private void createUnique(Value tableOrName, Value part) {
    FoundTable found = call.find(tableOrName);
    Session session = call.session();
    Unique unique =
        Constraints.named(session, found.table(), call.objects().unique(part, call.place()));
    call.send(Constraints.addUnique(session, found.table(), unique));
    added(found, "uniques", part, unique.name());
  }

  private void createCheck(Value tableOrName, Value part) {
    FoundTable found = call.find(tableOrName);
    Session session = call.session();
    Check check =
        Constraints.named(session, found.table(), call.objects().check(part, call.place()));
    call.send(Constraints.addCheck(session, found.table(), check));
    added(found, "checks", part, check.name());
  }

  private void createExclusion(Value tableOrName, Value part) {
    FoundTable found = call.find(tableOrName);
    Session session = call.session();
    Exclusion exclusion =
        Constraints.named(session, found.table(), call.objects().exclusion(part, call.place()));
    call.send(Constraints.addExclusion(session, found.table(), exclusion));
    added(found, "exclusions", part, exclusion.name());
  }

  private void createForeignKey(Value tableOrName, Value part) {
    FoundTable found = call.find(tableOrName);
    Session session = call.session();
    ForeignKey key =
        Constraints.named(session, found.table(), call.objects().foreignKey(part, call.place()));
    call.send(Constraints.addForeignKey(session, found.table(), key));
    added(found, "foreignKeys", part, key.name());
  }

  private void createIndex(Value tableOrName, Value part) {
    FoundTable found = call.find(tableOrName);
    Session session = call.session();
    Index index =
        Indexes.named(session, found.table().name(), call.objects().index(part, call.place()));
    call.send(Indexes.create(session, found.table(), index));
    added(found, "indices", part, index.name());
  }

  private void added(FoundTable found, String list, Value part, Value name) {
    if (part instanceof ObjectValue object && !Values.mayBeThere(object.get("name"))) {
      object.put("name", name);
    }
    if (found.object() != null) {
      call.objects().add(found.object(), list, part, call.place());
    }
  }

  // Dropping.

  /**
   * A kind of part of a table.
   *
   * @param list the property of a Table that holds such parts
   */
  private record Kind<T>(
      SchemaClass type,
      String list,
      Function<Table, Several<T>> parts,
      Function<T, Options> options,
      Function<Options, T> make) {}

  private static Kind<Unique> uniques() {
    return new Kind<>(SchemaClass.UNIQUE, "uniques", Table::uniques, Unique::options, Unique::new);
  }

  private static Kind<Check> checks() {
    return new Kind<>(SchemaClass.CHECK, "checks", Table::checks, Check::options, Check::new);
  }

  private static Kind<Exclusion> exclusions() {
    return new Kind<>(
        SchemaClass.EXCLUSION, "exclusions", Table::exclusions, Exclusion::options, Exclusion::new);
  }

  private static Kind<ForeignKey> foreignKeys() {
    return new Kind<>(
        SchemaClass.FOREIGN_KEY,
        "foreignKeys",
        Table::foreignKeys,
        ForeignKey::options,
        ForeignKey::new);
  }

  private static Kind<Index> indices() {
    return new Kind<>(SchemaClass.INDEX, "indices", Table::indices, Index::options, Index::new);
  }

  private <T> void drop(Kind<T> kind, Value tableOrName, Value given, Truth ifExists) {
    FoundTable found = call.find(tableOrName);
    T part = part(kind, given, found.table(), ifExists);
    if (part != null) {
      dropConstraint(found, kind.list(), kind.options().apply(part).get("name"), ifExists);
    }
  }

  private void dropForeignKey(Value tableOrName, Value given, Truth ifExists) {
    FoundTable found = call.find(tableOrName);
    ForeignKey key = part(foreignKeys(), given, found.table(), ifExists);
    if (key != null) {
      Value name = Constraints.named(call.session(), found.table(), key).name();
      dropConstraint(found, "foreignKeys", name, ifExists);
    }
  }

  private void dropConstraint(FoundTable found, String list, Value name, Truth ifExists) {
    call.send(Constraints.drop(call.session(), found.table(), name, ifExists));
    dropped(found, list, name);
  }

  private void dropIndex(Value tableOrName, Value given, Truth ifExists) {
    FoundTable found = call.find(tableOrName);
    Index index = part(indices(), given, found.table(), ifExists);
    if (index != null) {
      Session session = call.session();
      Index named = Indexes.named(session, found.table().name(), index);
      call.send(Indexes.drop(session, found.table(), named, ifExists));
      dropped(found, "indices", named.name());
    }
  }

  private void dropped(FoundTable found, String list, Value name) {
    if (found.object() != null) {
      call.objects().remove(found.object(), list, name, call.place());
    }
  }

  /**
   * The part that an argument means: an object, or a name; null: the table has none of that name,
   * and need not have.
   */
  private <T> @Nullable T part(Kind<T> kind, Value given, Table table, Truth ifExists) {
    if (given instanceof ObjectValue) {
      return kind.make().apply(call.objects().read(kind.type(), given, call.place()));
    }
    Several<T> parts = kind.parts().apply(table);
    for (T part : parts.known()) {
      if (Values.same(kind.options().apply(part).get("name"), given) == Truth.TRUE) {
        return part;
      }
    }
    boolean named = given instanceof Text;
    if (named && parts.isCertain()) {
      if (ifExists != Truth.FALSE) {
        return null;
      }
      throw call.fails(
          "Supplied "
              + kind.type().exported()
              + " "
              + Values.text(given).text()
              + " was not found in table "
              + table.name().text());
    }
    Value name =
        named || given instanceof Unknown
            ? given
            : new Unknown("the name of what is dropped", call.place());
    return kind.make().apply(Options.of(Map.of("name", name)));
  }
}
