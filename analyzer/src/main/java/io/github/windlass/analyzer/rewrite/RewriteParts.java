package io.github.windlass.analyzer.rewrite;

import io.github.windlass.analyzer.Finding.RewriteStep;
import io.github.windlass.analyzer.Finding.RewriteTransaction;
import io.github.windlass.analyzer.Finding.SafeRewrite;
import io.github.windlass.extractor.MigrationDraft;
import io.github.windlass.extractor.MigrationDraft.Part;
import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.tree.RoutineStatement;
import io.github.windlass.sql.postgres.tree.SessionStatement.VariableSetStmt;
import io.github.windlass.sql.postgres.tree.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a rewrite as migrations of their own: one for each transaction, one for what runs
 * outside one after the other, and one for each backfill.
 *
 * <p>A migration may have a connection of its own, or one that later migrations use, too: what is
 * set for the session is set by each that needs it, and reset at its end.
 */
public final class RewriteParts {

  private final List<Part> parts = new ArrayList<>();
  private final StepUndo undo = new StepUndo();

  /** Settings of the session that are in force, as statements. */
  private final Set<String> settings = new LinkedHashSet<>();

  private final List<MigrationDraft.Statement> open = new ArrayList<>();
  private final List<@Nullable Statement> trees = new ArrayList<>();
  private boolean transaction;

  private final String original;
  private final Set<String> titles;

  private RewriteParts(String original, Set<String> titles) {
    this.original = original;
    this.titles = titles;
  }

  /**
   * The parts of a rewrite.
   *
   * @param original the words by which the migration is called that it is of
   * @param titles those of the parts of its other rewrites, to which these are added
   */
  public static List<Part> of(SafeRewrite rewrite, String original, Set<String> titles) {
    String name = StepTitle.asName(original);
    titles.add(name);
    RewriteParts building = new RewriteParts(name, titles);
    rewrite.steps().forEach(building::add);
    building.close();
    return building.parts;
  }

  private void add(RewriteStep step) {
    List<Statement> read = PostgresParser.parse(step.sql()).statements();
    Statement tree = read.size() == 1 ? read.get(0) : null;
    boolean backfills = tree instanceof RoutineStatement.DoStmt;
    switch (step.transaction()) {
      case OWN -> begin(true);
      case NONE -> {
        if (transaction || backfills || endsInBackfill()) {
          begin(false);
        }
      }
      case SAME -> {
        // Goes on.
      }
    }
    if (step.transaction() == RewriteTransaction.NONE && isSetting(tree)) {
      settings.add(step.sql());
    } else if (!transaction && open.isEmpty() && !backfills) {
      for (String setting : settings) {
        open.add(new MigrationDraft.Statement(setting, ""));
        trees.add(null);
      }
    }
    open.add(new MigrationDraft.Statement(step.sql(), step.note()));
    trees.add(tree);
  }

  private void begin(boolean inTransaction) {
    close();
    transaction = inTransaction;
  }

  private boolean endsInBackfill() {
    return !trees.isEmpty()
        && trees.get(trees.size() - 1) instanceof RoutineStatement.DoStmt
        && !transaction;
  }

  private static boolean isSetting(@Nullable Statement tree) {
    return tree instanceof VariableSetStmt set && !set.isLocal();
  }

  private void close() {
    if (open.isEmpty()) {
      return;
    }
    List<String> texts = open.stream().map(MigrationDraft.Statement::sql).toList();
    List<String> takesBack = undo.of(texts, trees);
    String title = StepTitle.unique(StepTitle.of(trees, parts.size() + 1), original, titles);
    if (!transaction) {
      Set<String> names = new LinkedHashSet<>();
      for (MigrationDraft.Statement statement : open) {
        String name = settingOf(statement.sql());
        if (name != null) {
          names.add(name);
        }
      }
      for (String name : names) {
        open.add(new MigrationDraft.Statement("RESET " + name, ""));
      }
    }
    parts.add(new Part(title, transaction, open, takesBack));
    open.clear();
    trees.clear();
  }

  private static @Nullable String settingOf(String sql) {
    return PostgresParser.parse(sql).statements().stream()
        .filter(RewriteParts::isSetting)
        .map(each -> ((VariableSetStmt) each).name())
        .findFirst()
        .orElse(null);
  }
}
