package io.github.windlass.extractor.sql.layout;

import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.extractor.sql.Dialects;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SQLx 0.9 for Rust ({@code sqlx-core/src/migrate/source.rs}, {@code
 * sqlx-postgres/src/migrate.rs}): {@code migrations/NUMBER_name.sql} or {@code .up.sql} in the
 * order of the numbers; a file is sent as one string, in a transaction unless it begins with {@code
 * -- no-transaction}.
 */
public final class Sqlx extends Layout {

  private static final String NO_TRANSACTION = "-- no-transaction";

  /** For the service loader. */
  public Sqlx() {
    super("sqlx", "SQL files of SQLx (Rust): migrations/1_name.sql, -- no-transaction");
  }

  @Override
  public Match match(SourceFile source, Project project) {
    String name = FileNames.of(source.path());
    int digits = FileNames.digits(name);
    if (digits == 0 || !name.startsWith("_", digits) || !name.endsWith(".sql")) {
      return Match.NO;
    }
    if (source.text().startsWith(NO_TRANSACTION)) {
      return Match.CERTAIN;
    }
    return FileNames.parent(source.path()).startsWith("migrations")
            && Neighbours.mention(project, source.path(), "Cargo.toml", "sqlx")
        ? Match.LIKELY
        : Match.NO;
  }

  @Override
  public @Nullable String withoutTransaction(SourceFile source) {
    return NO_TRANSACTION + "\n" + source.text();
  }

  @Override
  public List<Migration> extract(SourceFile source, Project project) {
    Sending sending = new Sending("SQLx", Dialects.of(source, project));
    sending.statements(SentText.of(source, 0, source.text().length()));
    TransactionMode transaction =
        source.text().startsWith(NO_TRANSACTION)
            ? sending.asOneString()
            : TransactionMode.PER_MIGRATION;
    return List.of(migration(source, transaction, sending));
  }
}
