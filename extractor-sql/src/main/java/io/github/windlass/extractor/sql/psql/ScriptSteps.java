package io.github.windlass.extractor.sql.psql;

import io.github.windlass.extractor.Position;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.SourceMap;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.UnreadableSourceException;
import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.Script;
import io.github.windlass.sql.postgres.tree.SessionStatement.TransactionStmt;
import io.github.windlass.sql.postgres.tree.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The steps of one migration: the statements of its script and of the scripts that it includes, as
 * psql would run them.
 */
public final class ScriptSteps {

  private static final int DEPTH_LIMIT = 32;

  /** Scripts that include one another twice grow by powers of two. */
  private static final int STEP_LIMIT = 1_000_000;

  private static final int INCLUDE_LIMIT = 10_000;

  private final Project project;
  private final List<Step> steps = new ArrayList<>();
  private final Conditions conditions = new Conditions();
  private final Set<String> open = new HashSet<>();
  private int includes;
  private boolean opensTransaction;
  private boolean quit;

  /** The steps of a migration whose scripts are read from a project. */
  public ScriptSteps(Project project) {
    this.project = project;
  }

  /** What was added, in order. */
  public List<Step> steps() {
    return List.copyOf(steps);
  }

  /** Whether the script has BEGIN of its own. */
  public boolean opensTransaction() {
    return opensTransaction;
  }

  /** Adds a stretch of a source. */
  public void add(SourceFile source, int start, int end) {
    String text = source.text();
    boolean whole = start == 0 && end == text.length();
    Script script = PostgresParser.parse(whole ? text : text.substring(start, end));
    for (Script.Item item : script.items()) {
      if (quit) {
        return;
      }
      if (steps.size() >= STEP_LIMIT) {
        gap(GapCode.LIMIT, "more than " + STEP_LIMIT + " steps", source, span(item.span(), start));
        quit = true;
        return;
      }
      switch (item) {
        case Script.Parsed parsed -> statement(parsed, source, start);
        case Script.SyntaxError error -> error(error, source, start);
        case Script.PsqlCommand command -> commands(source, span(command.span(), start));
        case Script.CopyData data -> {}
      }
    }
  }

  /** Says what is left open at the end of a migration. */
  public void end(SourceFile source) {
    if (conditions.isOpen() && !quit) {
      int end = source.text().length();
      gap(GapCode.SYNTAX, "\\if without \\endif", source, new Span(end, end));
    }
  }

  private void statement(Script.Parsed parsed, SourceFile source, int offset) {
    if (conditions.never()) {
      return;
    }
    Span span = span(parsed.span(), offset);
    steps.add(
        new Step.Sql(
            source.text().substring(span.start(), span.end()),
            SourceMap.verbatim(source, span),
            conditions.text(),
            false,
            List.of()));
    opensTransaction |= begins(parsed.statement());
  }

  private static boolean begins(Statement statement) {
    return statement instanceof TransactionStmt transaction
        && (transaction.kind() == TransactionStmt.Kind.BEGIN
            || transaction.kind() == TransactionStmt.Kind.START);
  }

  private void error(Script.SyntaxError error, SourceFile source, int offset) {
    if (conditions.never()) {
      return;
    }
    Span span = span(error.span(), offset);
    Span at = span(error.at(), offset);
    String text = source.text().substring(span.start(), span.end());
    List<Step.Hole> holes = error.limit() ? null : Variables.holes(text);
    if (holes != null) {
      SourceMap map = SourceMap.verbatim(source, span);
      steps.add(new Step.Sql(text, map, conditions.text(), false, holes));
      return;
    }
    String variable = Psql.variableAt(source.text(), at.start());
    if (variable != null) {
      gap(GapCode.DYNAMIC, "depends on psql's variable " + variable, source, span);
      return;
    }
    Position place = source.position(at.start());
    String where =
        place.line() == source.position(span.start()).line()
            ? ""
            : " (line " + place.line() + ", column " + place.column() + ")";
    gap(error.limit() ? GapCode.LIMIT : GapCode.SYNTAX, error.reason() + where, source, span);
  }

  // --- psql ----------------------------------------------------------------------------------

  private void commands(SourceFile source, Span line) {
    for (Psql.Command command : Psql.commands(source.text(), line)) {
      command(command, source);
    }
  }

  private void command(Psql.Command command, SourceFile source) {
    Span span = command.span();
    switch (command.name()) {
      case "if" -> conditions.enter(command.rest());
      case "elif" -> {
        if (!conditions.orElse(command.rest())) {
          gap(GapCode.SYNTAX, "\\elif without \\if", source, span);
        }
      }
      case "else" -> {
        if (!conditions.orElse("true")) {
          gap(GapCode.SYNTAX, "\\else without \\if", source, span);
        }
      }
      case "endif" -> {
        if (!conditions.leave()) {
          gap(GapCode.SYNTAX, "\\endif without \\if", source, span);
        }
      }
      default -> {
        if (!conditions.never()) {
          effective(command, source);
        }
      }
    }
  }

  /** A command that is not skipped by {@code \if}. */
  private void effective(Psql.Command command, SourceFile source) {
    Span span = command.span();
    switch (command.name()) {
      case "i", "include" -> include(command, source, false);
      case "ir", "include_relative" -> include(command, source, true);
      case "gexec" ->
          gap(GapCode.DYNAMIC, "\\gexec runs the statements that a query returns", source, span);
      case "copy" -> gap(GapCode.SIDE_EFFECT, "\\copy moves data by way of psql", source, span);
      case "lo_import", "lo_unlink" ->
          gap(
              GapCode.SIDE_EFFECT,
              "\\" + command.name() + " changes large objects by way of psql",
              source,
              span);
      case "password" ->
          gap(GapCode.SIDE_EFFECT, "\\password changes a role by way of psql", source, span);
      case "!" -> gap(GapCode.SIDE_EFFECT, "\\! runs a program", source, span);
      case "q", "quit" -> quit = !conditions.quit();
      default -> {
        if (!Psql.isHarmless(command.name())) {
          gap(
              GapCode.UNSUPPORTED,
              "\\" + command.name() + " is no command of psql that we know",
              source,
              span);
        }
      }
    }
  }

  private void include(Psql.Command command, SourceFile source, boolean relative) {
    String name = command.argument();
    if (name.isEmpty()) {
      gap(GapCode.SYNTAX, "\\" + command.name() + " names no file", source, command.span());
      return;
    }
    if (Psql.variableAt(name, Math.max(name.indexOf(':'), 0)) != null) {
      gap(GapCode.DYNAMIC, "the file's name depends on a variable", source, command.span());
      return;
    }
    if (open.size() >= DEPTH_LIMIT || ++includes > INCLUDE_LIMIT) {
      gap(GapCode.LIMIT, "too many files include one another", source, command.span());
      return;
    }
    SourceFile included;
    try {
      included = read(source, name, relative);
    } catch (UnreadableSourceException e) {
      gap(GapCode.MISSING_SOURCE, name + ": " + e.getMessage(), source, command.span());
      return;
    }
    if (included.path().equals(source.path()) || !open.add(included.path())) {
      gap(GapCode.LIMIT, name + " includes itself", source, command.span());
      return;
    }
    open.add(source.path());
    int depth = conditions.depth();
    add(included, 0, included.text().length());
    if (conditions.depth() != depth) {
      // psql: each file closes its own (manual, "\if").
      gap(GapCode.SYNTAX, "\\if without \\endif in " + name, source, command.span());
      conditions.cut(depth);
    }
    open.remove(included.path());
  }

  /**
   * Manual, psql "\ir": relative to the script that includes. "\i": relative to where psql was
   * started, which we take for the project's root, or else for the script's folder.
   */
  private SourceFile read(SourceFile from, String name, boolean relative)
      throws UnreadableSourceException {
    String beside = Project.resolve(from.path(), name);
    if (relative) {
      return project.read(beside);
    }
    try {
      return project.read(Project.resolve(project.root(), name));
    } catch (UnreadableSourceException e) {
      try {
        return project.read(beside);
      } catch (UnreadableSourceException alsoMissing) {
        throw e;
      }
    }
  }

  private void gap(GapCode code, String reason, SourceFile source, Span span) {
    steps.add(new Step.Gap(code, reason, source.origin(span)));
  }

  private static Span span(io.github.windlass.sql.postgres.tree.Span span, int offset) {
    return new Span(span.start() + offset, span.end() + offset);
  }
}
