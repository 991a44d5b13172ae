package io.github.windlass.cli;

import io.github.windlass.cli.Command.Option;

/** What {@code --help} prints. */
final class Help {

  private static final int WIDTH = 80;
  private static final int NAMES = 20;

  private Help() {}

  static String of(Command command) {
    StringBuilder out = new StringBuilder();
    out.append("Usage: ").append(command.fullName());
    if (command == Command.WINDLASS) {
      out.append(" COMMAND [OPTIONS] [PATH...]\n");
    } else {
      out.append(" [OPTIONS]").append(operands(command)).append('\n');
    }
    for (String line : Plain.wrap(command.description(), WIDTH)) {
      out.append(line).append('\n');
    }
    if (command == Command.WINDLASS) {
      out.append("\nCommands:\n");
      for (Command each : Command.values()) {
        if (each != Command.WINDLASS) {
          entry(each.label(), each.description(), out);
        }
      }
    }
    out.append("\nOptions:\n");
    for (Option option : command.options()) {
      String value = option.value() == null ? "" : " " + option.value();
      entry(option.name() + value, option.description(), out);
    }
    if (command.takesPaths() && command != Command.EXPLAIN) {
      out.append(
          "\nPATH is a file, a folder with all below it, or a pattern such as 'db/**/*.sql'.\n");
    } else if (command == Command.WINDLASS) {
      out.append(
          """

          Exit status: 0 fine, 1 risk at or over the threshold (--ci), 2 wrong usage or
          unreadable input, 3 an internal error.
          """);
    }
    return out.toString();
  }

  private static String operands(Command command) {
    return command == Command.EXPLAIN ? " RULE..." : command.takesPaths() ? " PATH..." : "";
  }

  private static void entry(String name, String description, StringBuilder out) {
    String start = "  " + Plain.pad(name, NAMES - 2);
    for (String line : Plain.wrap(description, WIDTH - NAMES)) {
      out.append(start).append(line).append('\n');
      start = " ".repeat(NAMES);
    }
  }
}
