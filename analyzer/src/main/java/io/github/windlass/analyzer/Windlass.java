package io.github.windlass.analyzer;

import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.rule.RuleOptions;
import io.github.windlass.analyzer.rule.Rules;
import io.github.windlass.analyzer.rule.SessionSettings;
import io.github.windlass.analyzer.schema.CatalogSchemaView;
import io.github.windlass.analyzer.snapshot.Snapshot;
import io.github.windlass.extractor.Extraction;
import io.github.windlass.extractor.Extractors;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.MigrationExtractor;
import io.github.windlass.extractor.MigrationReader;
import io.github.windlass.extractor.Problem;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.ProjectFolder;
import io.github.windlass.extractor.SchemaView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
  private final @Nullable Rules rules;
  private final SessionSettings session;
  private final RuleOptions options;
  private final TableSizes sizes;
  private final List<String> history;
  private final @Nullable Snapshot snapshot;
  private final int postgres;

  /** Once it was asked for: rules are looked for when something is to be judged. */
  private volatile @Nullable PostgresAnalyzer analyzer;

  private Windlass(Builder builder) {
    this.reader =
        new MigrationReader(
            builder.extractors == null ? Extractors.installed() : builder.extractors,
            builder.format,
            builder.directory,
            builder.sizeLimit,
            builder.project);
    this.rules = builder.rules;
    this.session = SessionSettings.of(builder.session);
    this.options = builder.options;
    this.sizes = builder.sizes();
    this.history = List.copyOf(builder.history);
    this.snapshot = builder.snapshot;
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
    Extraction before = history();
    Walk walk = analyzer().walk(start(), before.migrations(), postgres);
    Extraction read = after(before, inputs, walk::next);
    return new Report(postgres, walk.judged(), read.problems());
  }

  /**
   * Analyses migrations that are extracted already, as one ordered history.
   *
   * @param before what ran before them, and before it the history of the builder
   */
  public List<AnalyzedMigration> analyze(List<Migration> before, List<Migration> migrations) {
    List<Migration> all = new ArrayList<>(history().migrations());
    all.addAll(before);
    return analyzer().analyze(start(), all, migrations, postgres);
  }

  private PostgresAnalyzer analyzer() {
    PostgresAnalyzer known = analyzer;
    if (known == null) {
      Rules chosen = rules == null ? Rules.installed().byDefault() : rules;
      known = new PostgresAnalyzer(chosen, session, options).sized(sizes);
      analyzer = known;
    }
    return known;
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

  /** Extracts alone; what cannot be read, of the history too, is among the problems. */
  public Extraction read(List<String> inputs) {
    return read(inputs, migration -> {});
  }

  /**
   * As {@link #read(List)}, for who does something with each migration while others are still being
   * read.
   *
   * @param told of each migration, in their order, in the caller's thread
   */
  public Extraction read(List<String> inputs, Consumer<Migration> told) {
    return after(history(), inputs, told);
  }

  /** Extracts the history alone, as it ran before what is analysed. */
  public Extraction history() {
    return history.isEmpty()
        ? new Extraction(List.of(), List.of())
        : reader.read(history, schemaBefore());
  }

  /** The schema before the history. */
  private Catalog start() {
    return snapshot == null ? Catalog.empty() : snapshot.catalog();
  }

  private CatalogSchemaView schemaBefore() {
    if (snapshot != null) {
      return CatalogSchemaView.of(snapshot, postgres);
    }
    return history.isEmpty()
        ? CatalogSchemaView.ofUnknownDatabase(postgres)
        : CatalogSchemaView.ofEmptyDatabase(postgres);
  }

  private Extraction after(Extraction before, List<String> inputs, Consumer<Migration> told) {
    SchemaView schema = schemaBefore();
    for (Migration migration : before.migrations()) {
      schema = schema.after(migration);
    }
    Extraction read = reader.read(inputs, schema, told);
    if (before.problems().isEmpty()) {
      return read;
    }
    List<Problem> problems = new ArrayList<>(before.problems());
    problems.addAll(read.problems());
    return new Extraction(read.migrations(), problems);
  }

  private static List<String> strings(Path... inputs) {
    return Stream.of(inputs).map(Path::toString).toList();
  }

  /** Settings. */
  public static final class Builder {
    private int postgres = NEWEST_POSTGRES;
    private final List<String> history = new ArrayList<>();
    private @Nullable Snapshot snapshot;
    private @Nullable Extractors extractors;
    private @Nullable MigrationExtractor format;
    private @Nullable Rules rules;
    private @Nullable TableSizes sizes;
    private Map<String, String> session = Map.of();
    private RuleOptions options = RuleOptions.DEFAULTS;
    private Map<String, String> project = Map.of();
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

    /**
     * Adds files, folders or patterns that ran before what is analysed. They are taken to be all
     * that ran, from an empty database on; without any, nothing is known of what was there.
     */
    public Builder history(Path... inputs) {
      return history(strings(inputs));
    }

    /** As {@link #history(Path...)}, for patterns that are no paths everywhere. */
    public Builder history(List<String> inputs) {
      this.history.addAll(inputs);
      return this;
    }

    /** The schema from which on the history ran, or what is analysed if there is no history. */
    public Builder snapshot(Snapshot state) {
      this.snapshot = state;
      return this;
    }

    /** The extractors to choose from, instead of those on the class path. */
    public Builder extractors(Extractors choice) {
      this.extractors = choice;
      return this;
    }

    /** The rules to judge by, instead of those on the class path that judge by default. */
    public Builder rules(Rules choice) {
      this.rules = choice;
      return this;
    }

    /**
     * What the connection, the role or the database sets before a migration starts, such as {@code
     * lock_timeout}.
     */
    public Builder session(Map<String, String> settings) {
      this.session = Map.copyOf(settings);
      return this;
    }

    /** What rules are told, instead of what holds unless told otherwise. */
    public Builder ruleOptions(RuleOptions choice) {
      this.options = choice;
      return this;
    }

    /** How large tables are, instead of what the snapshot says. */
    public Builder sizes(TableSizes known) {
      this.sizes = known;
      return this;
    }

    private TableSizes sizes() {
      return sizes != null
          ? sizes
          : snapshot != null ? new TableSizes(snapshot.sizes()) : TableSizes.UNKNOWN;
    }

    /** The extractor that reads all inputs, instead of the one that fits each best. */
    public Builder format(MigrationExtractor extractor) {
      this.format = extractor;
      return this;
    }

    /**
     * What is said of the project whose migrations are read, by name, instead of what its files
     * say; see {@link Project#setting}.
     */
    public Builder project(Map<String, String> settings) {
      this.project = Map.copyOf(settings);
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
