package io.github.windlass.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.effects.StatementEffects;
import io.github.windlass.analyzer.effects.StatementEffects.Setting;
import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.printer.SqlPrinter;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.ObjectStatement;
import io.github.windlass.sql.postgres.tree.RoutineStatement;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TableStatement;
import io.github.windlass.sql.postgres.tree.UtilityStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds for the effects of every statement. */
class EffectPropertiesTest {

  private static Effects predict(Statement statement, Catalog catalog, int version) {
    return StatementEffects.predict(statement, catalog, new Setting(version, true, Set.of()))
        .effects();
  }

  private static Statement parse(String sql) {
    return PostgresParser.parse(sql).statements().get(0);
  }

  @Test
  void aStatementPrintedAndParsedAgainHasTheSameEffects() {
    int compared = 0;
    for (JsonNode test : ObservedCases.all().toList()) {
      for (int version : new int[] {10, 18}) {
        Catalog catalog = ObservedCases.catalog(test, version);
        Statement statement = parse(test.get("statement").asText());
        String printed = SqlPrinter.print(statement);
        assertThat(predict(parse(printed), catalog, version))
            .as(printed)
            .isEqualTo(predict(statement, catalog, version));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(800);
  }

  /**
   * On a schema of which nothing is known no lock is named that a known schema takes back, and what
   * work is claimed for want of knowledge is said to be assumed.
   */
  @Test
  void theEffectsOnUnknownRelationsAreWeakerClaimsAndNoOtherOnes() {
    List<String> other = new ArrayList<>();
    int compared = 0;
    for (JsonNode test : ObservedCases.all().toList()) {
      for (int version : new int[] {10, 14, 18}) {
        Statement statement = parse(test.get("statement").asText());
        Catalog catalog = ObservedCases.catalog(test, version);
        Effects known = predict(statement, catalog, version);
        Effects unknown = predict(statement, Catalog.empty(), version);
        if (known.fails() != null) {
          continue;
        }
        compared++;
        String what = test.get("id").asText() + " on " + version + ": " + statement;
        if (unknown.fails() != null) {
          other.add("fails " + unknown.fails() + " " + what);
        }
        for (Lock lock : unknown.locks()) {
          Optional<LockMode> mode =
              known.locks().stream()
                  .filter(each -> each.relation().equals(lock.relation()))
                  .map(Lock::mode)
                  .findFirst();
          boolean perhaps = catalog.lacks(lock.relation()) || isConditional(statement);
          if ((mode.isEmpty() && !perhaps)
              || (mode.isPresent() && lock.mode().compareTo(mode.get()) > 0)) {
            other.add("lock " + lock + " for " + mode + " " + what);
          }
        }
        if (unknown.assumptions().isEmpty() && !known.rewrites().containsAll(unknown.rewrites())) {
          other.add("rewrite " + unknown.rewrites() + " " + what);
        }
      }
    }
    assertThat(other).isEmpty();
    assertThat(compared).isGreaterThan(900);
  }

  /**
   * Whether the statement does nothing where something is or is not there: where that is not known,
   * it is taken to do its work.
   */
  private static boolean isConditional(Statement statement) {
    return switch (statement) {
      case ObjectStatement.DropStmt drop -> drop.missingOk();
      case TableStatement.CreateStmt create -> create.ifNotExists();
      // A block may ask what there is, and do one thing or another.
      case RoutineStatement.DoStmt ignored -> true;
      // A setting may say that bodies are not looked into.
      case RoutineStatement.CreateFunctionStmt ignored -> true;
      case TableStatement.AlterTableStmt alter ->
          alter.cmds().stream()
              .anyMatch(cmd -> cmd instanceof AlterTableCmd.AddColumn add && add.ifNotExists());
      // Views and sequences are passed over.
      case UtilityStatement.VacuumStmt ignored -> true;
      default -> false;
    };
  }
}
