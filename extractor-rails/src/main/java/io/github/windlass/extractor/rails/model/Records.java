package io.github.windlass.extractor.rails.model;

import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.rails.schema.Database;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.Place;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.builtin.Strings;
import io.github.windlass.script.ruby.object.Arguments;
import io.github.windlass.script.ruby.object.Callable;
import io.github.windlass.script.ruby.object.NativeMethod;
import io.github.windlass.script.ruby.object.Natives;
import io.github.windlass.script.ruby.object.RubyHash;
import io.github.windlass.script.ruby.object.RubyMethod;
import io.github.windlass.script.ruby.object.RubyModule;
import io.github.windlass.script.ruby.object.RubyObject;
import io.github.windlass.script.ruby.object.RubyProc;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Instances of models that the script makes: {@code User.new(name: "x").save!}. */
final class Records implements Natives {

  /** Where an instance keeps its attributes. */
  private static final String ATTRIBUTES = "@%attributes";

  /** Where an instance keeps whether it has a row. */
  private static final String SAVED = "@%saved";

  private final Models models;

  Records(Models models) {
    this.models = models;
  }

  @Override
  public boolean sends() {
    return true;
  }

  @Override
  public @Nullable Callable find(String name) {
    return isChange(name) || isOwn(name)
        ? new NativeMethod(
            name,
            (self, arguments, run, place) ->
                self instanceof RubyObject object
                    ? call(object, name, arguments, run, place)
                    : new Unknown(place.text(), place, true))
        : null;
  }

  @Override
  public Callable missing(String name) {
    return new NativeMethod(
        name,
        (self, arguments, run, place) ->
            self instanceof RubyObject object
                ? attribute(object, name, arguments, run, place)
                : new Unknown(place.text(), place));
  }

  /** An instance that has no row yet. */
  RubyObject made(RubyModule model, Map<String, Value> attributes, Place place) {
    RubyObject object = new RubyObject(model, models.database().run());
    attributes.forEach((name, value) -> set(object, name, value, place));
    return object;
  }

  /** Its attributes. */
  private RubyHash attributes(RubyObject object) {
    if (object.variables().get(ATTRIBUTES) instanceof RubyHash hash) {
      return hash;
    }
    RubyHash made = RubyHash.empty(models.database().run());
    object.variables().put(ATTRIBUTES, made);
    return made;
  }

  private void set(RubyObject object, String name, Value value, Place place) {
    if (object.type().method(name + "=") instanceof RubyMethod own) {
      own.call(object, Arguments.positional(value), models.database().run(), place);
    } else {
      attributes(object).put(io.github.windlass.script.Text.of(name), value);
    }
  }

  /** Takes over the attributes of a hash. */
  private void assign(RubyObject object, Arguments arguments, Place place) {
    RubyHash given = arguments.options();
    if (given != null) {
      Unknown uncertain = given.uncertain();
      if (uncertain != null) {
        attributes(object).becomeUncertain(uncertain);
      }
      given
          .entries()
          .forEach((key, value) ->
              set(object, Strings.text(key, models.database().run(), place).text(), value, place));
    } else if (arguments.size() > 0 && !(arguments.get(0) instanceof Value.Nothing)) {
      attributes(object).becomeUncertain(new Unknown("attributes that are not known", place));
    }
  }

  private Value call(
      RubyObject self, String name, Arguments arguments, Evaluation run, Place place) {
    switch (name) {
      case "initialize":
        assign(self, arguments, place);
        if (arguments.block() instanceof RubyProc block) {
          block.run(run, place, self);
        }
        return Value.Nothing.NULL;
      case "assign_attributes", "attributes=":
        assign(self, arguments, place);
        return Value.Nothing.NULL;
      case "[]=", "write_attribute":
        set(self, Strings.text(arguments.get(0), run, place).text(), arguments.get(1), place);
        return arguments.get(1);
      case "[]", "read_attribute":
        return attribute(
            self, Strings.text(arguments.get(0), run, place).text(), Arguments.NONE, run, place);
      case "save", "save!":
        return save(self, place);
      case "update", "update!", "update_attributes", "update_attributes!":
        assign(self, arguments, place);
        return save(self, place);
      case "tap", "then":
        return arguments.block() instanceof RubyProc block
            ? given(self, name, block, run, place)
            : self;
      case "new_record?":
        return Value.Bool.of(!isSaved(self));
      case "persisted?":
        return Value.Bool.of(isSaved(self));
      case "class":
        return self.type();
      case "reload", "becomes":
        return self;
      default:
        break;
    }
    return isChange(name)
        ? models.lost(
            "a row of " + models.table(self.type(), place).text() + " is changed by " + name, place)
        : new Unknown(place.text(), place);
  }

  private static Value given(
      RubyObject self, String name, RubyProc block, Evaluation run, Place place) {
    Value value = block.run(run, place, self);
    return name.equals("tap") ? self : value;
  }

  private static boolean isSaved(RubyObject self) {
    return self.variables().get(SAVED) == Value.Bool.TRUE;
  }

  /** Whether an instance of a model has no row yet. */
  boolean isNew(RubyObject object) {
    return object.variables().has(ATTRIBUTES) && !isSaved(object);
  }

  /** Sends the INSERT, the first time; then the UPDATE of all attributes, as far as is known. */
  Value save(RubyObject self, Place place) {
    RubyHash attributes = attributes(self);
    Map<String, Value> values = new LinkedHashMap<>();
    attributes
        .entries()
        .forEach((key, value) ->
            values.put(Strings.text(key, models.database().run(), place).text(), value));
    models.callbacks(self.type(), place);
    if (isSaved(self)) {
      Relation row = models.unscoped(self.type(), place);
      return values.isEmpty()
          ? Value.Bool.TRUE
          : new Row(row, new Unknown("a row of " + row.table().text(), place))
              .update(values, attributes.uncertain(), place);
    }
    Insertion.row(models, self.type(), values, attributes.uncertain(), place);
    self.variables().put(SAVED, Value.Bool.TRUE);
    attributes.replace(Map.of());
    return Value.Bool.TRUE;
  }

  private Value attribute(
      RubyObject self, String name, Arguments arguments, Evaluation run, Place place) {
    if (name.endsWith("=") && name.length() > 1 && arguments.size() == 1) {
      attributes(self)
          .put(
              io.github.windlass.script.Text.of(name.substring(0, name.length() - 1)),
              arguments.get(0));
      return arguments.get(0);
    }
    Value value = attributes(self).find(io.github.windlass.script.Text.of(name));
    if (value != null) {
      return value;
    }
    Value associated = Associations.of(models, self.type(), name, place);
    if (associated != null) {
      return associated;
    }
    if (name.endsWith("!")) {
      Database database = models.database();
      database.gap(
          GapCode.DYNAMIC,
          "a row of " + models.table(self.type(), place).text() + " may be changed by " + name,
          place);
    }
    if (arguments.block() instanceof RubyProc block) {
      Unknown given = new Unknown("what " + place.text() + " passes", place);
      run.repeatedly(() -> block.run(run, place, given), place);
    }
    return new Unknown(place.text(), place);
  }

  /** Whether a method of an instance changes its row. */
  private static boolean isChange(String name) {
    return switch (name) {
      case "save",
          "save!",
          "update",
          "update!",
          "update_attribute",
          "update_attribute!",
          "update_attributes",
          "update_attributes!",
          "update_column",
          "update_columns",
          "destroy",
          "destroy!",
          "delete",
          "touch",
          "toggle!",
          "increment!",
          "decrement!" ->
          true;
      default -> false;
    };
  }

  /** Whether an instance has a method that sends nothing. */
  private static boolean isOwn(String name) {
    return switch (name) {
      case "reload",
          "becomes",
          "attributes",
          "id",
          "new_record?",
          "persisted?",
          "errors",
          "valid?",
          "initialize",
          "assign_attributes",
          "attributes=",
          "read_attribute",
          "write_attribute",
          "[]",
          "[]=" ->
          true;
      default -> false;
    };
  }
}
