package io.github.windlass.extractor.rails.schema;

import io.github.windlass.script.HostObject;
import io.github.windlass.script.Place;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.object.Arguments;
import io.github.windlass.script.ruby.object.RubyProc;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A schema statement that is called: {@code add_column :users, :name, :string}.
 *
 * @param arguments positional ones
 * @param block null: none
 */
public record Call(
    String name, List<Value> arguments, Options options, @Nullable RubyProc block, Place place)
    implements HostObject {

  public Call {
    arguments = List.copyOf(arguments);
  }

  /** The call that a method gets: the hash that is its last argument holds its options. */
  public static Call of(String name, Arguments given, Place place) {
    // Empty braces are a value, as in change_column_default :users, :settings, {}.
    boolean empty =
        given.keywords() == null
            && given.options() != null
            && given.options().entries().isEmpty()
            && given.options().uncertain() == null;
    return new Call(
        name,
        empty ? given.positional() : given.withoutOptions(),
        empty ? Options.NONE : Options.of(given.options()),
        given.block() instanceof RubyProc block ? block : null,
        place);
  }

  @Override
  public String describe() {
    return name;
  }

  /** A positional argument; nil where there is none. */
  public Value get(int index) {
    return index < arguments.size() ? arguments.get(index) : Value.Nothing.NULL;
  }

  public boolean has(int index) {
    return index < arguments.size();
  }

  /** Whether an argument is given that is not nil. */
  public boolean isSet(int index) {
    return !(get(index) instanceof Value.Nothing);
  }

  public Call with(Options newOptions) {
    return new Call(name, arguments, newOptions, block, place);
  }

  public Call with(String newName, List<Value> newArguments, Options newOptions) {
    return new Call(newName, newArguments, newOptions, block, place);
  }

  /** With another argument at a place. */
  public Call with(int index, Value value) {
    List<Value> changed = new ArrayList<>(arguments);
    while (changed.size() <= index) {
      changed.add(Value.Nothing.NULL);
    }
    changed.set(index, value);
    return new Call(name, changed, options, block, place);
  }

  /** With an argument before all others: the table, where a table's own method is called. */
  public Call on(String newName, Value table) {
    List<Value> all = new ArrayList<>();
    all.add(table);
    all.addAll(arguments);
    return new Call(newName, all, options, block, place);
  }
}
