package io.github.windlass.extractor.rails.model;

import io.github.windlass.extractor.rails.schema.Inflector;
import io.github.windlass.extractor.rails.schema.Sql;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.builtin.Strings;
import io.github.windlass.script.ruby.object.Arguments;
import io.github.windlass.script.ruby.object.RubyHash;
import io.github.windlass.script.ruby.object.RubyModule;
import io.github.windlass.script.ruby.object.RubyProc;
import io.github.windlass.script.ruby.object.Symbol;
import io.github.windlass.script.ruby.object.World;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What models say of others: {@code has_many :posts}. */
final class Associations {

  /** Where a class keeps its associations, each by its name. */
  private static final String MARK = "@%association:";

  /** Where a class keeps that rows of others may go with its own. */
  private static final String DEPENDENT = "@%dependent";

  private Associations() {}

  /**
   * An association.
   *
   * @param scoped whether not all rows with the key are meant
   * @param options null: none
   */
  private record Declared(String kind, boolean scoped, @Nullable RubyHash options)
      implements io.github.windlass.script.HostObject {

    @Override
    public String describe() {
      return kind;
    }

    @Nullable Value option(String name) {
      return options == null ? null : options.option(name);
    }

    boolean has(String name) {
      Value value = option(name);
      return isSet(value);
    }
  }

  static boolean isDeclaration(String name) {
    return switch (name) {
      case "belongs_to", "has_many", "has_one", "has_and_belongs_to_many" -> true;
      default -> false;
    };
  }

  static void declare(
      RubyModule model, String kind, Arguments arguments, World world, Place place) {
    String name = Strings.text(arguments.get(0), world.run(), place).known();
    if (name == null) {
      return;
    }
    RubyHash options = arguments.options();
    boolean scoped =
        arguments.get(1) instanceof RubyProc
            || (options != null && isSet(options.option("conditions")));
    Declared declared = new Declared(kind, scoped, options);
    model.variables().put(MARK + name, declared);
    if (declared.has("dependent")) {
      model.variables().put(DEPENDENT, Value.Bool.TRUE);
    }
  }

  private static boolean isSet(@Nullable Value option) {
    return option != null && !(option instanceof Value.Nothing) && option != Value.Bool.FALSE;
  }

  /** Whether, by what a declaration is given, each change of a row changes another. */
  static boolean changesOthers(Arguments arguments) {
    RubyHash options = arguments.options();
    return options != null
        && (isSet(options.option("touch")) || isSet(options.option("counter_cache")));
  }

  static boolean isPolymorphic(RubyModule model, String name) {
    Declared declared = find(model, name);
    return declared != null && declared.has("polymorphic");
  }

  /** Whether rows of others may go with a model's rows. */
  static boolean areDependent(RubyModule model) {
    for (RubyModule each : model.ancestors()) {
      if (each.variables().has(DEPENDENT)) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Declared find(RubyModule model, String name) {
    for (RubyModule each : model.ancestors()) {
      if (each.variables().get(MARK + name) instanceof Declared declared) {
        return declared;
      }
    }
    return null;
  }

  /** The column of a {@code belongs_to}; null: there is none of that name. */
  static @Nullable String column(RubyModule model, String name, World world, Place place) {
    Declared declared = find(model, name);
    if (declared == null || !declared.kind().equals("belongs_to")) {
      return null;
    }
    Value key = declared.option("foreign_key");
    return key == null ? name + "_id" : Strings.text(key, world.run(), place).known();
  }

  /** What a row's association is: rows, a row, or unknown; null: there is none of that name. */
  static @Nullable Value of(Models models, RubyModule model, String name, Place place) {
    Declared declared = find(model, name);
    if (declared == null) {
      return null;
    }
    World world = World.of(models.database().run());
    RubyModule target = target(declared, model, name, world, place);
    if (target == null
        || declared.has("through")
        || declared.has("as")
        || declared.has("polymorphic")
        || declared.kind().equals("has_and_belongs_to_many")) {
      return new Unknown(place.text(), place, true);
    }
    Relation all = models.all(target, place);
    if (declared.kind().equals("belongs_to")) {
      return all.row(place);
    }
    Value key = declared.option("foreign_key");
    String last = model.name().substring(model.name().lastIndexOf(':') + 1);
    String column =
        key == null
            ? Inflector.underscored(last) + "_id"
            : Strings.text(key, world.run(), place).known();
    if (column == null) {
      return new Unknown(place.text(), place, true);
    }
    Relation rows =
        all.equal(column, new Unknown("the key of a row of " + models.table(model, place), place));
    if (declared.kind().equals("has_one")) {
      return rows.row(place);
    }
    if (declared.scoped()) {
      return rows.hindered("the scope of " + name);
    }
    return deletes(declared) ? rows : rows.owned(column);
  }

  /** Whether {@code delete_all} deletes: {@code delete_all} of has_many's association, 7.2. */
  private static boolean deletes(Declared declared) {
    return declared.option("dependent") instanceof Symbol way
        && switch (way.text().text()) {
          case "destroy", "destroy_async", "delete_all" -> true;
          default -> false;
        };
  }

  /** A join with an association; null: how is not known. */
  static @Nullable Text join(
      Models models, Relation from, String name, boolean outer, Place place) {
    Declared declared = find(from.model(), name);
    World world = World.of(models.database().run());
    RubyModule target =
        declared == null ? null : target(declared, from.model(), name, world, place);
    if (declared == null
        || target == null
        || declared.has("through")
        || declared.has("as")
        || declared.has("polymorphic")
        || declared.has("primary_key")
        || declared.scoped()
        || declared.kind().equals("has_and_belongs_to_many")) {
      return null;
    }
    boolean belongs = declared.kind().equals("belongs_to");
    Value given = declared.option("foreign_key");
    String last = from.model().name().substring(from.model().name().lastIndexOf(':') + 1);
    String key =
        given != null
            ? Strings.text(given, world.run(), place).known()
            : (belongs ? name : Inflector.underscored(last)) + "_id";
    Text other = models.table(target, place);
    List<String> keys = models.shape(belongs ? target : from.model(), place).key();
    if (key == null || keys.size() != 1) {
      return null;
    }
    Text referenced = Text.of(keys.get(0));
    return new Sql()
        .add(outer ? "LEFT OUTER JOIN " : "INNER JOIN ")
        .table(other)
        .add(" ON ")
        .table(other)
        .add(".")
        .name(belongs ? referenced : Text.of(key))
        .add(" = ")
        .table(from.table())
        .add(".")
        .name(belongs ? Text.of(key) : referenced)
        .text();
  }

  private static @Nullable RubyModule target(
      Declared declared, RubyModule model, String name, World world, Place place) {
    Value given = declared.option("class_name");
    String of =
        given == null
            ? Inflector.camelized(
                declared.kind().startsWith("has_m") ? Inflector.singularOfLast(name) : name)
            : Strings.text(given, world.run(), place).known();
    if (of == null) {
      return null;
    }
    String bare = of.startsWith("::") ? of.substring(2) : of;
    // As Ruby would look it up: in the module around, in the one around that, outside of all.
    for (String around = model.name(); ; ) {
      RubyModule found = at(around.isEmpty() ? bare : around + "::" + bare, world);
      if (found != null || around.isEmpty()) {
        return found == null && world.constant(bare, place) instanceof RubyModule outer
            ? outer
            : found;
      }
      int end = around.lastIndexOf("::");
      around = end < 0 ? "" : around.substring(0, end);
    }
  }

  private static @Nullable RubyModule at(String path, World world) {
    RubyModule at = world.object();
    for (String part : path.split("::", -1)) {
      if (!(at.constants().get(part) instanceof RubyModule next)) {
        return null;
      }
      at = next;
    }
    return at;
  }
}
