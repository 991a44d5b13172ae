package io.github.windlass.analyzer;

import io.github.windlass.analyzer.Finding.SafeRewrite;
import io.github.windlass.analyzer.rewrite.RewriteParts;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.MigrationDraft;
import io.github.windlass.extractor.MigrationWriter;
import io.github.windlass.extractor.MigrationWriters;
import io.github.windlass.extractor.NumberedName;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.SourceMap;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.WrittenMigrations;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The safe ways of a migration as the files that a user of its framework would write.
 *
 * @param byRewrite for each rewrite of a finding; empty where the framework has no writer
 */
public record RewriteFiles(Map<SafeRewrite, WrittenMigrations> byRewrite) {

  /** Of a migration without any. */
  public static final RewriteFiles NONE = new RewriteFiles(Map.of());

  public RewriteFiles {
    byRewrite = Map.copyOf(byRewrite);
  }

  /** Those of all findings of a migration, by the writers on the class path. */
  public static RewriteFiles of(AnalyzedMigration analyzed) {
    // Writers are looked for where there is something to write.
    return hasRewrite(analyzed) ? of(analyzed, MigrationWriters.installed()) : NONE;
  }

  private static boolean hasRewrite(AnalyzedMigration analyzed) {
    for (AnalyzedStatement statement : analyzed.statements()) {
      for (Finding finding : statement.findings()) {
        if (finding.rewrite() != null) {
          return true;
        }
      }
    }
    for (Finding finding : analyzed.findings()) {
      if (finding.rewrite() != null) {
        return true;
      }
    }
    return false;
  }

  /** Those of all findings of a migration. Equal rewrites are one. */
  public static RewriteFiles of(AnalyzedMigration analyzed, MigrationWriters writers) {
    MigrationWriter writer = writers.forFormat(analyzed.migration().format()).orElse(null);
    if (writer == null) {
      return NONE;
    }
    Map<SafeRewrite, WrittenMigrations> files = new LinkedHashMap<>();
    Writing writing = new Writing(writer, analyzed.migration(), files);
    for (AnalyzedStatement statement : analyzed.statements()) {
      statement.findings().forEach(writing::add);
    }
    analyzed.findings().forEach(writing::add);
    return new RewriteFiles(files);
  }

  /** The files of a rewrite; null where the framework has no writer. */
  public @Nullable WrittenMigrations of(SafeRewrite rewrite) {
    return byRewrite.get(rewrite);
  }

  private static final class Writing {
    private final MigrationWriter writer;
    private final Migration migration;
    private final Map<SafeRewrite, WrittenMigrations> files;
    private final Set<String> titles = new HashSet<>();
    private int count;

    Writing(
        MigrationWriter writer, Migration migration, Map<SafeRewrite, WrittenMigrations> files) {
      this.writer = writer;
      this.migration = migration;
      this.files = files;
    }

    void add(Finding finding) {
      SafeRewrite rewrite = finding.rewrite();
      if (rewrite == null || files.containsKey(rewrite)) {
        return;
      }
      List<MigrationDraft.Part> parts =
          RewriteParts.of(rewrite, NumberedName.of(migration.path()).words(), titles);
      files.put(
          rewrite, writer.write(new MigrationDraft(source(migration), migration, count, parts)));
      count += parts.size();
    }
  }

  /** The migration's own file, as its steps have it; without text if none of them does. */
  private static SourceFile source(Migration migration) {
    for (Step.Sql step : migration.statements()) {
      for (SourceMap.Segment segment : step.map().segments()) {
        if (segment.source().path().equals(migration.path())) {
          return segment.source();
        }
      }
    }
    return new SourceFile(migration.path(), "");
  }
}
