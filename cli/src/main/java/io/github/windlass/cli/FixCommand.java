package io.github.windlass.cli;

import io.github.windlass.analyzer.AnalyzedMigration;
import io.github.windlass.analyzer.Report;
import io.github.windlass.analyzer.Windlass;
import io.github.windlass.cli.fix.Fixes;
import io.github.windlass.cli.fix.GitHistory;
import io.github.windlass.cli.fix.UnifiedDiff;
import io.github.windlass.extractor.Extractors;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.MigrationReader;
import io.github.windlass.extractor.ProjectFolder;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.UnreadableSourceException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code analyze --fix}: shows what would be changed, and changes it if that is wanted. */
final class FixCommand implements Fixes.Surroundings {

  private final Terminal terminal;
  private final Settings settings;
  private final Extractors extractors;
  private final Windlass windlass;

  FixCommand(Terminal terminal, Settings settings, Extractors extractors, Windlass windlass) {
    this.terminal = terminal;
    this.settings = settings;
    this.extractors = extractors;
    this.windlass = windlass;
  }

  /** Fixes what a report speaks of; gives the report of what is in the files afterwards. */
  Report fix(Report report, ReportStream out) {
    Fixes.Result result = Fixes.of(report.migrations(), extractors, this);
    for (Fixes.Fixed each : result.fixed()) {
      out.print(UnifiedDiff.of(each.before().path(), each.before().text(), each.after()));
    }
    out.flush();
    for (Fixes.Left each : result.left()) {
      terminal.say(
          each.at().path()
              + ":"
              + each.at().start().line()
              + ": "
              + each.rule()
              + " is left: "
              + each.reason());
    }
    if (result.fixed().isEmpty()) {
      terminal.say("nothing to fix");
      return report;
    }
    String files = result.fixed().size() == 1 ? "1 file" : result.fixed().size() + " files";
    int before = result.fixed().stream().mapToInt(Fixes.Fixed::findings).sum();
    int after = result.fixed().stream().mapToInt(Fixes.Fixed::findingsLeft).sum();
    String findings = before + " findings before, " + after + " after";
    if (!isWanted(files)) {
      terminal.say("nothing is written; --yes writes " + files + " (" + findings + ")");
      return report;
    }
    // Time went by since the files were read, of which a question may take much.
    for (Fixes.Fixed each : result.fixed()) {
      String kept = keeps(each.before());
      if (kept != null) {
        throw new CommandLineTool.UsageException(
            each.before().path() + ": nothing is written: " + kept);
      }
    }
    for (Fixes.Fixed each : result.fixed()) {
      write(each);
    }
    terminal.say("wrote " + files + " (" + findings + ")");
    return new Report(report.postgres(), result.migrations(), report.problems());
  }

  private boolean isWanted(String files) {
    if (settings.yes()) {
      return true;
    }
    if (!terminal.terminal()) {
      return false;
    }
    terminal.err().print("Write " + files + "? [y/N] ");
    terminal.err().flush();
    try {
      String answer =
          new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8))
              .readLine();
      return answer != null
          && List.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
    } catch (IOException e) {
      return false;
    }
  }

  private void write(Fixes.Fixed fixed) {
    Path file = terminal.directory().resolve(fixed.before().path());
    try {
      Files.writeString(file, fixed.after());
    } catch (IOException e) {
      throw new CommandLineTool.UsageException(
          fixed.before().path() + ": cannot be written: " + e.getMessage());
    }
  }

  @Override
  public List<AnalyzedMigration> judged(List<Migration> migrations) {
    return windlass.analyze(List.of(), migrations);
  }

  @Override
  public List<Migration> read(SourceFile changed, String format) throws UnreadableSourceException {
    return new MigrationReader(
            extractors,
            extractors.forFormat(format).orElse(null),
            terminal.directory(),
            ProjectFolder.SIZE_LIMIT,
            settings.project())
        .read(changed);
  }

  @Override
  public @Nullable String keeps(SourceFile source) {
    Path file = terminal.directory().resolve(source.path());
    try {
      if (isLinked(file)) {
        return "a link leads to the file";
      }
      if (!Files.isWritable(file)) {
        return "the file cannot be written";
      }
      byte[] bytes = Files.readAllBytes(file);
      if (!Arrays.equals(bytes, source.text().getBytes(StandardCharsets.UTF_8))) {
        return "the file is not plain UTF-8, or was changed just now";
      }
      Path sums = file.resolveSibling("atlas.sum");
      if (Files.isRegularFile(sums) && Files.readString(sums).contains(file.getFileName() + " ")) {
        return "atlas.sum holds its checksum";
      }
      return committed(file);
    } catch (IOException e) {
      return "it cannot be told whether it has run: " + e.getMessage();
    }
  }

  /** Whether the file, or a folder between it and the working directory, is a link. */
  private boolean isLinked(Path file) {
    Path end = file.startsWith(terminal.directory()) ? terminal.directory() : file.getParent();
    for (Path at = file; at != null && !at.equals(end); at = at.getParent()) {
      if (Files.isSymbolicLink(at)) {
        return true;
      }
    }
    return false;
  }

  private @Nullable String committed(Path file) throws IOException {
    String since = settings.since();
    String revision = since == null ? "HEAD" : since;
    GitHistory history = GitHistory.around(file);
    if (history == null) {
      if (since != null) {
        return "it is in no Git repository, so that --since says nothing of it";
      }
      return null;
    }
    String known = history.pathIn(revision, file);
    return known == null
        ? null
        : "it may have run, for "
            + revision
            + " has it as "
            + known
            + (since == null ? "; --since REF names the commit that has all that has run" : "");
  }
}
