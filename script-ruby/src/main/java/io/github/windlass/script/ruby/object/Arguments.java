package io.github.windlass.script.ruby.object;

import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a method is called with.
 *
 * @param positional what stands for itself
 * @param keywords {@code a: 1}; null: none
 * @param block what is given as block, a {@link RubyProc} or unknown; null: none
 */
public record Arguments(
    List<Value> positional, @Nullable RubyHash keywords, @Nullable Value block) {

  public static final Arguments NONE = new Arguments(List.of(), null, null);

  public Arguments {
    positional = List.copyOf(positional);
  }

  /** The arguments as a call in a script passes them. */
  public static Arguments of(List<Value> values) {
    if (values.isEmpty()) {
      return NONE;
    }
    List<Value> positional = new ArrayList<>(values.size());
    RubyHash keywords = null;
    Value block = null;
    for (Value value : values) {
      if (Maker.isNone(value)) {
        continue;
      }
      if (value instanceof BlockArgument given) {
        block = given.block();
      } else if (value instanceof Keywords given) {
        keywords = given.hash();
      } else {
        positional.add(value);
      }
    }
    return new Arguments(positional, keywords, block);
  }

  /** Positional arguments alone. */
  public static Arguments positional(Value... values) {
    return new Arguments(List.of(values), null, null);
  }

  /** The arguments as a call in a script passes them. */
  public List<Value> values() {
    List<Value> values = new ArrayList<>(positional);
    if (keywords != null) {
      values.add(new Keywords(keywords));
    }
    if (block != null) {
      values.add(new BlockArgument(block));
    }
    return values;
  }

  /** The number of positional arguments. */
  public int size() {
    return positional.size();
  }

  /** A positional argument; nil where there is none. */
  public Value get(int index) {
    return index < positional.size() ? positional.get(index) : Value.Nothing.NULL;
  }

  /** Whether there is an argument at a place. */
  public boolean has(int index) {
    return index < positional.size();
  }

  /** The positional arguments and, if there are keywords, a hash of them after. */
  public List<Value> all() {
    if (keywords == null) {
      return positional;
    }
    List<Value> all = new ArrayList<>(positional);
    all.add(keywords);
    return all;
  }

  /**
   * The keywords, or the hash that is the last positional argument, as methods with {@code options
   * = {}} take them; null: neither.
   */
  public @Nullable RubyHash options() {
    if (keywords != null) {
      return keywords;
    }
    return !positional.isEmpty() && positional.get(positional.size() - 1) instanceof RubyHash hash
        ? hash
        : null;
  }

  /** The positional arguments without a hash of options at the end. */
  public List<Value> withoutOptions() {
    return keywords == null
            && !positional.isEmpty()
            && positional.get(positional.size() - 1) instanceof RubyHash
        ? positional.subList(0, positional.size() - 1)
        : positional;
  }

  /** The same with another block. */
  public Arguments withBlock(@Nullable Value newBlock) {
    return new Arguments(positional, keywords, newBlock);
  }
}
