package io.github.windlass.cli;

import io.github.windlass.cli.Command.Option;
import io.github.windlass.cli.CommandLineTool.UsageException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Arguments that were read: {@code COMMAND}, then options and paths in any order; {@code --name
 * value} or {@code --name=value}; after {@code --} there are only paths.
 *
 * @param options the values of each option that was given; empty for one without
 */
record Arguments(Command command, Map<String, List<String>> options, List<String> paths) {

  /** The first value of an option; null if it was not given. */
  @Nullable String value(String option) {
    List<String> values = options.get(option);
    return values == null ? null : values.get(0);
  }

  List<String> values(String option) {
    return options.getOrDefault(option, List.of());
  }

  boolean has(String option) {
    return options.containsKey(option);
  }

  /**
   * The same, with values for options that the command has and that were not given. What a database
   * or a container says goes before what is said of the server and its schema.
   */
  Arguments or(Map<String, List<String>> values) {
    Map<String, List<String>> all = new HashMap<>(options);
    boolean database = has("--db-url");
    for (Option option : command.options()) {
      List<String> value = values.get(option.name());
      boolean told =
          (option.name().equals("--snapshot") && database)
              || (option.name().equals("--postgres") && (database || has("--docker-image")));
      if (value != null && !told) {
        all.putIfAbsent(option.name(), value);
      }
    }
    return new Arguments(command, all, paths);
  }

  /**
   * Reads arguments.
   *
   * @throws UsageException if there is no such command or option, or a value is missing
   */
  static Arguments of(String... arguments) {
    Command command = Command.WINDLASS;
    Map<String, List<String>> options = new HashMap<>();
    List<String> paths = new ArrayList<>();
    boolean onlyPaths = false;
    for (int i = 0; i < arguments.length; i++) {
      String argument = arguments[i];
      if (onlyPaths || !argument.startsWith("-") || argument.equals("-")) {
        if (command == Command.WINDLASS) {
          command = command(argument);
        } else if (command.takesPaths()) {
          paths.add(argument);
        } else {
          throw wrong("unexpected argument " + argument, command);
        }
      } else if (argument.equals("--")) {
        onlyPaths = true;
      } else {
        int equals = argument.indexOf('=');
        String name = equals < 0 ? argument : argument.substring(0, equals);
        Option option = option(name, command);
        String value = null;
        if (option.value() == null && equals >= 0) {
          throw wrong(name + " takes no value", command);
        } else if (option.value() != null && equals >= 0) {
          value = argument.substring(equals + 1);
        } else if (option.value() != null) {
          if (++i == arguments.length) {
            throw wrong(name + " needs a value: " + name + " " + option.value(), command);
          }
          value = arguments[i];
        }
        List<String> values = options.computeIfAbsent(option.name(), key -> new ArrayList<>());
        if (!values.isEmpty() && !option.repeatable()) {
          throw wrong(name + " is given twice", command);
        }
        if (value != null) {
          values.add(value);
        }
      }
    }
    return new Arguments(command, options, paths);
  }

  private static Command command(String name) {
    for (Command command : Command.values()) {
      if (command != Command.WINDLASS && command.label().equals(name)) {
        return command;
      }
    }
    throw wrong("unknown command " + name, Command.WINDLASS);
  }

  private static Option option(String name, Command command) {
    String full = name.equals("-h") ? "--help" : name;
    for (Option option : command.options()) {
      if (option.name().equals(full)) {
        return option;
      }
    }
    throw wrong("unknown option " + name, command);
  }

  private static UsageException wrong(String what, Command command) {
    return new UsageException(what + "; see " + command.fullName() + " --help");
  }
}
