package io.github.windlass.analyzer;

import io.github.windlass.extractor.Extraction;
import io.github.windlass.extractor.Extractors;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.MigrationExtractor;
import io.github.windlass.extractor.MigrationReader;
import io.github.windlass.extractor.Problem;
import io.github.windlass.extractor.ProjectFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The library's front door.
 *
 * <pre>{@code
 * Windlass windlass = Windlass.builder().postgres(17).build();
 * Report report = windlass.analyze(Path.of("db/migrate"));
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class Windlass {

  /** The oldest major version of PostgreSQL that is known. */
  public static final int OLDEST_POSTGRES = 10;

  /** The newest, and the one that is assumed unless told otherwise. */
  public static final int NEWEST_POSTGRES = 18;

  private final MigrationReader reader;
  private final PostgresAnalyzer analyzer = new PostgresAnalyzer();
  private final List<String> history;
  private final int postgres;

  private Windlass(Builder builder) {
    this.reader =
        new MigrationReader(
            builder.extractors == null ? Extractors.installed() : builder.extractors,
            builder.format,
            builder.directory,
            builder.sizeLimit);
    this.history = List.copyOf(builder.history);
    this.postgres = builder.postgres;
  }

  /** With PostgreSQL 18, no history, and the extractors that are present. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Analyses files, folders and patterns as one ordered history. What cannot be read is among the
   * report's problems.
   */
  public Report analyze(Path... inputs) {
    return analyze(strings(inputs));
  }

  /** As {@link #analyze(Path...)}, for patterns that are no paths everywhere. */
  public Report analyze(List<String> inputs) {
    Extraction before = reader.read(history);
    Extraction read = reader.read(inputs);
    List<Problem> problems =
        Stream.concat(before.problems().stream(), read.problems().stream()).toList();
    return new Report(
        postgres, analyzer.analyze(before.migrations(), read.migrations(), postgres), problems);
  }

  /**
   * Analyses migrations that are extracted already, as one ordered history.
   *
   * @param before what ran before them, and before it the history of the builder
   */
  public List<AnalyzedMigration> analyze(List<Migration> before, List<Migration> migrations) {
    List<Migration> all = new ArrayList<>(reader.read(history).migrations());
    all.addAll(before);
    return analyzer.analyze(all, migrations, postgres);
  }

  /**
   * Extracts alone.
   *
   * @throws UncheckedIOException if an input cannot be read; {@link #read} goes on then
   */
  public List<Migration> extract(Path... inputs) {
    Extraction read = read(strings(inputs));
    if (!read.problems().isEmpty()) {
      throw new UncheckedIOException(new IOException(read.problems().get(0).toString()));
    }
    return read.migrations();
  }

  /** Extracts alone; what cannot be read is among the problems. */
  public Extraction read(List<String> inputs) {
    return reader.read(inputs);
  }

  private static List<String> strings(Path... inputs) {
    return Stream.of(inputs).map(Path::toString).toList();
  }

  /** Settings. */
  public static final class Builder {
    private int postgres = NEWEST_POSTGRES;
    private final List<String> history = new ArrayList<>();
    private @Nullable Extractors extractors;
    private @Nullable MigrationExtractor format;
    private Path directory = Path.of("");
    private int sizeLimit = ProjectFolder.SIZE_LIMIT;

    private Builder() {}

    /**
     * The server's major version.
     *
     * @throws IllegalArgumentException unless it is from 10 to 18
     */
    public Builder postgres(int major) {
      if (major < OLDEST_POSTGRES || major > NEWEST_POSTGRES) {
        throw new IllegalArgumentException(
            "PostgreSQL "
                + OLDEST_POSTGRES
                + " to "
                + NEWEST_POSTGRES
                + " are known, not "
                + major);
      }
      this.postgres = major;
      return this;
    }

    /** Adds files, folders or patterns that ran before what is analysed. */
    public Builder history(Path... inputs) {
      return history(strings(inputs));
    }

    /** As {@link #history(Path...)}, for patterns that are no paths everywhere. */
    public Builder history(List<String> inputs) {
      this.history.addAll(inputs);
      return this;
    }

    /** The extractors to choose from, instead of those on the class path. */
    public Builder extractors(Extractors choice) {
      this.extractors = choice;
      return this;
    }

    /** The extractor that reads all inputs, instead of the one that fits each best. */
    public Builder format(MigrationExtractor extractor) {
      this.format = extractor;
      return this;
    }

    /** What relative paths are relative to, instead of the working directory. */
    public Builder directory(Path folder) {
      this.directory = folder;
      return this;
    }

    /** The size in bytes up to which a file is read, instead of 32 MB. */
    public Builder sizeLimit(int bytes) {
      this.sizeLimit = bytes;
      return this;
    }

    public Windlass build() {
      return new Windlass(this);
    }
  }
}
