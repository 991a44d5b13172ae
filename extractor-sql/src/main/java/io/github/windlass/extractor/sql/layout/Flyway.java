package io.github.windlass.extractor.sql.layout;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.extractor.UnreadableSourceException;
import io.github.windlass.extractor.sql.Dialects;
import io.github.windlass.extractor.sql.NamedFolders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Flyway 13 ({@code DbMigrate}, {@code ParserSqlScript}, {@code PostgreSQLParser}, {@code
 * SqlScriptMetadata}): versioned migrations by their versions, then repeatable ones by their
 * descriptions, with its callbacks where they run. Each file is a transaction, unless its {@code
 * .conf} or the settings say otherwise, or it holds what cannot run in one; {@code group} makes one
 * transaction of all.
 */
public final class Flyway extends Layout {

  private static final String RUNNER = "Flyway";

  /** For the service loader. */
  public Flyway() {
    super("flyway", "SQL files of Flyway: V1__name.sql, R__name.sql, callbacks, flyway.conf");
  }

  @Override
  public boolean mayBeIn(String path) {
    return super.mayBeIn(path) || isProgram(path);
  }

  /** Migrations in other languages: {@code V2__name.java}. */
  private static boolean isProgram(String path) {
    String name = FileNames.of(path);
    if (name.length() < 2
        || (name.charAt(0) != 'V' && name.charAt(0) != 'R')
        || !name.contains("__")) {
      return false;
    }
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "java", "kt", "groovy", "scala", "sh", "bash", "bat", "cmd", "ps1", "py" -> true;
      default -> false;
    };
  }

  private static @Nullable FlywayName nameOf(SourceFile source, Project project) {
    return FlywayName.of(FileNames.of(source.path()), FlywaySettings.of(project, source.path()));
  }

  @Override
  public Match match(SourceFile source, Project project) {
    String path = source.path();
    String fileName = FileNames.of(path);
    if (isProgram(path)) {
      return (path.endsWith("java") || path.endsWith("kt") || path.endsWith("groovy"))
              && !source.text().contains("JavaMigration")
          ? Match.NO
          : Match.LIKELY;
    }
    int dot = fileName.indexOf('.');
    boolean isCallback = dot > 0 && FlywayName.when(fileName.substring(0, dot)) != null;
    if (!isCallback
        && !fileName.contains("__")
        // Each in a folder of its own, in which no settings need to be looked for.
        && (NamedFolders.isMigration(path) || !isNamedBySettings(fileName, path, project))) {
      return Match.NO;
    }
    FlywayName name = nameOf(source, project);
    if (name == null
        || Refinery.isIn(project, path)
        || (name.kind() == FlywayName.Kind.CALLBACK && !hasMigrationsBeside(path, project))) {
      return Match.NO;
    }
    return Match.LIKELY;
  }

  /** Prefix and separator may be others; then the settings stand beside. */
  private static boolean isNamedBySettings(String fileName, String path, Project project) {
    return FileNames.isSql(fileName)
        && !FlywaySettings.of(project, path).separator().equals("__")
        && fileName.contains(FlywaySettings.of(project, path).separator());
  }

  private static boolean hasMigrationsBeside(String path, Project project) {
    FlywaySettings settings = FlywaySettings.of(project, path);
    for (String other : project.list(FileNames.folder(path))) {
      FlywayName name = FlywayName.of(other, settings);
      if (name != null && name.kind() != FlywayName.Kind.CALLBACK) {
        return true;
      }
    }
    return settings.locations().stream().anyMatch(FileNames.folder(path)::endsWith);
  }

  // --- order ---------------------------------------------------------------------------------

  @Override
  public @Nullable String orderKey(SourceFile source, Project project) {
    FlywayName name = nameOf(source, project);
    String path = source.path();
    if (name == null && isProgram(path)) {
      String fileName = FileNames.of(path);
      name =
          FlywayName.of(
              fileName.substring(0, fileName.lastIndexOf('.')) + ".sql",
              FlywaySettings.of(project, path));
    }
    return name == null ? null : location(path, FlywaySettings.of(project, path)) + name.order();
  }

  /**
   * What the migrations of one sequence have in common: Flyway orders over all folders of its
   * locations.
   */
  private static String location(String path, FlywaySettings settings) {
    String folder = FileNames.folder(path);
    for (String location : settings.locations()) {
      if (folder.startsWith(location) || folder.contains("/" + location)) {
        return FileNames.folder(settings.place());
      }
    }
    for (String language : List.of("java", "kotlin", "groovy", "scala")) {
      // Classes stand beside resources, in folders of the same names.
      folder = folder.replace("src/main/" + language + "/", "src/main/resources/");
    }
    return root(folder, settings);
  }

  /**
   * The location that a folder is in; without settings, the folder that is called as such folders
   * are.
   */
  private static String root(String folder, FlywaySettings settings) {
    int end = -1;
    for (String location : settings.locations()) {
      int at = ("/" + folder).indexOf("/" + location);
      end = Math.max(end, at < 0 ? -1 : at + location.length());
    }
    for (String name : List.of("migration/", "migrations/", "flyway/", "sql/")) {
      int at = end >= 0 ? -1 : ("/" + folder).lastIndexOf("/" + name);
      end = Math.max(end, at < 0 ? -1 : at + name.length());
    }
    return end < 0 ? folder : folder.substring(0, Math.min(end, folder.length()));
  }

  /**
   * Files that take back, callbacks that run within other files or not at all, and baselines of
   * what other files make.
   */
  @Override
  public boolean leavesOut(SourceFile source, Project project) {
    FlywayName name = nameOf(source, project);
    if (name == null) {
      return false;
    }
    return switch (name.kind()) {
      case VERSIONED, REPEATABLE -> false;
      case UNDO -> true;
      case BASELINE -> hasBefore(name, source, project);
      case CALLBACK ->
          FlywaySettings.of(project, source.path()).skipDefaultCallbacks()
              || switch (name.when()) {
                case BEFORE, AFTER_VERSIONED, BEFORE_REPEATABLES, AFTER -> false;
                case BEFORE_EACH, AFTER_EACH, EACH_STATEMENT, NEVER -> true;
              };
    };
  }

  private static boolean hasBefore(FlywayName baseline, SourceFile source, Project project) {
    FlywaySettings settings = FlywaySettings.of(project, source.path());
    for (String other : project.list(FileNames.folder(source.path()))) {
      FlywayName name = FlywayName.of(other, settings);
      if (name != null && name.kind() == FlywayName.Kind.VERSIONED && name.isUpTo(baseline)) {
        return true;
      }
    }
    return false;
  }

  // --- what is sent --------------------------------------------------------------------------

  @Override
  public List<Migration> extract(SourceFile source, Project project) {
    FlywaySettings settings = FlywaySettings.of(project, source.path());
    Dialect told = settings.dialect(source.path());
    Dialect dialect = told == null ? Dialects.of(source, project) : told;
    Sending sending = new Sending(RUNNER, dialect).copying();
    if (isProgram(source.path())) {
      sending.gap(
          GapCode.UNSUPPORTED,
          "a migration that is a program, which is not run",
          source,
          0,
          source.text().length());
      return List.of(migration(source, TransactionMode.PER_MIGRATION, sending));
    }
    FlywayName name = nameOf(source, project);
    boolean isCallback = name != null && name.kind() == FlywayName.Kind.CALLBACK;
    boolean runs = !"false".equals(condition(source, project, settings));
    if (!isCallback && runs) {
      callbacks(FlywayName.When.BEFORE_EACH, source, project, settings, sending);
    }
    TransactionMode transaction = script(source, project, settings, sending, true);
    if (!isCallback && runs) {
      callbacks(FlywayName.When.AFTER_EACH, source, project, settings, sending);
    }
    return List.of(migration(source, transaction, sending));
  }

  /** The callbacks that run with each migration, on its connection and in its transaction. */
  private static void callbacks(
      FlywayName.When when,
      SourceFile source,
      Project project,
      FlywaySettings settings,
      Sending sending) {
    if (settings.skipDefaultCallbacks()) {
      return;
    }
    String folder = FileNames.folder(source.path());
    String root = root(folder, settings);
    for (int end = folder.length(); end >= root.length(); ) {
      callbacks(when, folder.substring(0, end), source, project, settings, sending);
      end = end == 0 ? -1 : folder.lastIndexOf('/', end - 2) + 1;
    }
  }

  private static void callbacks(
      FlywayName.When when,
      String folder,
      SourceFile source,
      Project project,
      FlywaySettings settings,
      Sending sending) {
    for (String other : project.list(folder)) {
      FlywayName name = FlywayName.of(other, settings);
      if (name == null || name.kind() != FlywayName.Kind.CALLBACK) {
        continue;
      }
      if (name.when() == FlywayName.When.EACH_STATEMENT && when == FlywayName.When.BEFORE_EACH) {
        sending.gap(GapCode.UNSUPPORTED, other + " runs with each statement", source, 0, 0);
      } else if (name.when() == when) {
        try {
          script(project.read(folder + other), project, settings, sending, false);
        } catch (UnreadableSourceException e) {
          sending.gap(GapCode.MISSING_SOURCE, other + ": " + e.getMessage(), source, 0, 0);
        }
      }
    }
  }

  private static TransactionMode script(
      SourceFile source,
      Project project,
      FlywaySettings settings,
      Sending sending,
      boolean decides) {
    Map<String, String> own = own(source, project);
    String replaces = own.get("placeholderReplacement");
    PlaceholderValues values = new PlaceholderValues(settings, FileNames.of(source.path()));
    boolean replaced =
        replaces == null ? settings.placeholderReplacement() : replaces.equalsIgnoreCase("true");
    SentText text =
        replaced
            ? Placeholders.replaced(
                source,
                0,
                source.text().length(),
                settings.placeholderPrefix(),
                settings.placeholderSuffix(),
                values)
            : SentText.of(source, 0, source.text().length());
    String condition = condition(source, project, settings);
    if ("false".equals(condition)) {
      return TransactionMode.PER_MIGRATION;
    }
    sending.under(condition);
    int before = sending.steps().size();
    sending.statements(text);
    sending.under(null);
    if (!decides) {
      return TransactionMode.PER_MIGRATION;
    }
    return transaction(own.get("executeInTransaction"), settings, sending, before, source);
  }

  /** {@code ParserSqlScript.executeInTransaction}. */
  private static TransactionMode transaction(
      @Nullable String own, FlywaySettings settings, Sending sending, int from, SourceFile source) {
    List<Step> steps = sending.steps();
    Step.Sql outside = null;
    boolean inside = false;
    for (Step step : steps.subList(from, steps.size())) {
      if (step instanceof Step.Sql sql) {
        if (runsInTransactions(sql.text())) {
          inside = true;
        } else if (outside == null) {
          outside = sql;
        }
      }
    }
    boolean transaction =
        own != null
            ? own.equalsIgnoreCase("true")
            : outside == null && settings.executeInTransaction();
    if (own == null
        && outside != null
        && inside
        && !settings.mixed()
        && settings.executeInTransaction()) {
      sending.gap(
          GapCode.SYNTAX,
          RUNNER
              + " refuses the file: a statement that cannot run in a transaction stands with others"
              + " that can, and mixed is not set",
          source,
          outside.origin().span().start(),
          outside.origin().span().end());
    }
    if (!transaction) {
      return sending.byStatement();
    }
    return settings.group() ? TransactionMode.ALL_PENDING : TransactionMode.PER_MIGRATION;
  }

  /** {@code PostgreSQLParser.detectCanExecuteInTransaction}, on PostgreSQL 12 or newer. */
  private static boolean runsInTransactions(String statement) {
    List<String> words = firstWords(statement);
    String first = words.isEmpty() ? "" : words.get(0);
    String second = words.size() > 1 ? words.get(1) : "";
    return switch (first) {
      case "VACUUM" -> false;
      case "ALTER" -> !second.equals("SYSTEM");
      case "DISCARD" -> !second.equals("ALL");
      case "REINDEX" -> {
        String what = second.equals("VERBOSE") && words.size() > 2 ? words.get(2) : second;
        yield !(what.equals("SCHEMA") || what.equals("DATABASE") || what.equals("SYSTEM"));
      }
      case "CREATE", "DROP" -> {
        int index = second.equals("UNIQUE") ? 2 : 1;
        boolean concurrently =
            words.size() > index + 1
                && words.get(index).equals("INDEX")
                && words.get(index + 1).equals("CONCURRENTLY");
        yield !concurrently
            && !(second.equals("DATABASE")
                || second.equals("TABLESPACE")
                || second.equals("SUBSCRIPTION"));
      }
      default -> true;
    };
  }

  /** The first words outside of parentheses, in upper case. */
  private static List<String> firstWords(String statement) {
    List<String> words = new ArrayList<>();
    int depth = 0;
    int at = 0;
    while (at < statement.length() && words.size() < 5) {
      char c = statement.charAt(at);
      if (statement.startsWith("--", at)) {
        int end = statement.indexOf('\n', at);
        at = end < 0 ? statement.length() : end;
      } else if (statement.startsWith("/*", at)) {
        int end = statement.indexOf("*/", at + 2);
        at = end < 0 ? statement.length() : end + 2;
      } else if (Character.isLetter(c)) {
        int start = at;
        while (at < statement.length() && Character.isLetter(statement.charAt(at))) {
          at++;
        }
        if (depth == 0) {
          words.add(statement.substring(start, at).toUpperCase(Locale.ROOT));
        }
      } else {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        at++;
      }
    }
    return words;
  }

  // --- settings of a file --------------------------------------------------------------------

  /** What {@code V1__name.sql.conf} says. */
  private static Map<String, String> own(SourceFile source, Project project) {
    String conf = textOf(project, source.path() + ".conf");
    return conf == null ? Map.of() : Settings.of(conf);
  }

  private static @Nullable String condition(
      SourceFile source, Project project, FlywaySettings settings) {
    return shouldExecute(
        own(source, project).get("shouldExecute"),
        settings,
        new PlaceholderValues(settings, FileNames.of(source.path())));
  }

  /**
   * The condition of a file: null where it surely runs, {@code false} where it surely does not
   * ({@code BooleanEvaluator}: {@code true}, {@code false}, {@code A==B}, {@code A!=B}).
   */
  private static @Nullable String shouldExecute(
      @Nullable String expression, FlywaySettings settings, PlaceholderValues values) {
    if (expression == null) {
      return null;
    }
    SourceFile line = new SourceFile("shouldExecute", expression);
    SentText text =
        Placeholders.replaced(
            line,
            0,
            expression.length(),
            settings.placeholderPrefix(),
            settings.placeholderSuffix(),
            values);
    String value = text.text().strip();
    if (!text.holes().isEmpty() || value.contains("&&") || value.contains("||")) {
      return "shouldExecute=" + expression;
    }
    for (String operator : List.of("==", "!=")) {
      int at = value.indexOf(operator);
      if (at >= 0) {
        boolean equal = value.substring(0, at).strip().equals(value.substring(at + 2).strip());
        return equal == operator.equals("==") ? null : "false";
      }
    }
    return value.equalsIgnoreCase("true") ? null : "false";
  }

  /** The values of a file's placeholders. */
  private record PlaceholderValues(FlywaySettings settings, String fileName)
      implements Placeholders.Values {

    @Override
    public @Nullable String value(String name) {
      return settings.placeholder(name, fileName);
    }

    @Override
    public String reason(String name) {
      return "Flyway's placeholder " + name;
    }
  }
}
