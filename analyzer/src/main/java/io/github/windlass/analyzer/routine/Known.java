package io.github.windlass.analyzer.routine;

import java.util.List;
import java.util.Map;

/** A value that is known without a server. */
sealed interface Known {

  /** A text, a number, a name: all that is written as text. */
  record Text(String value) implements Known {}

  /** True or false. */
  record Bool(boolean value) implements Known {}

  /** NULL. */
  record Null() implements Known {}

  /** An array. */
  record ListOf(List<Known> items) implements Known {

    public ListOf {
      items = List.copyOf(items);
    }
  }

  /** A row, by its columns. */
  record Row(Map<String, Known> columns) implements Known {

    public Row {
      columns = Map.copyOf(columns);
    }
  }
}
