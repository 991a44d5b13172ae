package io.github.windlass.analyzer;

import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.CatalogFold;
import io.github.windlass.analyzer.rule.SessionSettings;
import io.github.windlass.sql.postgres.Script;
import io.github.windlass.sql.postgres.tree.SessionStatement.TransactionStmt;
import io.github.windlass.sql.postgres.tree.Statement;
import java.util.Map;

/** The catalog that a script leaves, statement after statement, its transactions with it. */
public final class CatalogHistory {

  private CatalogHistory() {}

  public static Catalog after(Script script, int version) {
    TransactionWindow window = new TransactionWindow(Catalog.empty(), SessionSettings.of(Map.of()));
    for (Statement statement : script.statements()) {
      if (statement instanceof TransactionStmt control) {
        window.transactionStatement(control);
      } else {
        window.after(
            statement, Effects.NONE, CatalogFold.fold(window.catalog(), statement, version));
      }
    }
    return window.catalog();
  }
}
