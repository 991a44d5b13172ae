package io.github.windlass.extractor.conformance;

import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Step;
import java.util.List;

/** What is told of a migration, a line for each step. */
public final class Told {

  private Told() {}

  /** Statements with their conditions, gaps with their codes and reasons. */
  public static List<String> of(Migration migration) {
    return migration.steps().stream()
        .map(step ->
            switch (step) {
              case Step.Sql sql ->
                  sql.condition() == null
                      ? sql.text()
                      : "if " + sql.condition() + ": " + sql.text();
              case Step.Gap gap -> "gap " + gap.code().code() + ": " + gap.reason();
            })
        .toList();
  }
}
