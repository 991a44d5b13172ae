package io.github.windlass.extractor.rails;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SchemaView;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.extractor.rails.schema.Inflector;
import io.github.windlass.extractor.rails.schema.Version;
import io.github.windlass.script.Interpreter;
import io.github.windlass.script.Limits;
import io.github.windlass.script.Place;
import io.github.windlass.script.Thrown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.RubyProgram;
import io.github.windlass.script.ruby.object.RubyModule;
import io.github.windlass.script.ruby.object.RubyObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the migration of one file. */
final class MigrationRun {

  private static final String FORMAT = "rails";

  /** Where files are that define what a migration names, within an application. */
  private static final List<String> FOLDERS =
      List.of("lib/", "app/models/", "app/models/concerns/", "db/", "db/migrate/", "app/lib/");

  private final SourceFile source;
  private final Project project;
  private final SchemaView before;
  private final String application;
  private final Dialect dialect;
  private final Place whole;

  MigrationRun(SourceFile source, Project project, SchemaView before) {
    this.source = source;
    this.project = project;
    this.before = before;
    this.application = application(source.path(), project);
    this.dialect = Dialects.of(project, application);
    this.whole = new Place(source, new Span(0, 0));
  }

  /** The folder that holds {@code db/}, or else the project's. */
  private static String application(String path, Project project) {
    int at = path.lastIndexOf("/db/");
    if (at >= 0) {
      return path.substring(0, at + 1);
    }
    return path.startsWith("db/") ? "" : project.root();
  }

  List<Migration> migrations() {
    Version installed = Installed.of(project, application);
    Rails rails =
        new Rails(installed == null ? Version.USUAL : installed, before, application, project);
    RubyProgram.Opening opening =
        RubyProgram.open(source, project, rails, application, FOLDERS, Limits.DEFAULT);
    if (opening instanceof RubyProgram.Opening.Opened opened) {
      return run(opened.program(), rails);
    }
    RubyProgram.Opening.Failed failed = (RubyProgram.Opening.Failed) opening;
    return List.of(
        migration(
            TransactionMode.PER_MIGRATION,
            List.of(
                new Step.Gap(
                    failed.limit() ? GapCode.LIMIT : GapCode.SYNTAX,
                    failed.reason(),
                    failed.at().origin()))));
  }

  private Migration migration(TransactionMode transaction, List<Step> steps) {
    List<Step> all = new ArrayList<>(steps);
    if (dialect != Dialect.POSTGRES && !steps.isEmpty()) {
      all.add(
          0,
          new Step.Gap(
              GapCode.UNSUPPORTED,
              "the application's database is "
                  + dialect.id()
                  + ": what methods of ActiveRecord send is given as it is for PostgreSQL",
              whole.origin()));
    }
    return new Migration(source.path(), FORMAT, name(), dialect, transaction, all);
  }

  private String fileName() {
    String name = source.path().substring(source.path().lastIndexOf('/') + 1);
    int point = name.indexOf('.');
    return point < 0 ? name : name.substring(0, point);
  }

  /** The version of a file with one, else the file's name. */
  private String name() {
    return source.path().substring(source.path().lastIndexOf('/') + 1);
  }

  private List<Migration> run(RubyProgram program, Rails rails) {
    Interpreter interpreter = program.interpreter();
    Thrown thrown = program.thrown();
    List<RubyModule> classes = rails.migrations(program.world(), source);
    RubyModule named = named(classes);
    if (named != null) {
      classes = List.of(named);
    }
    if (classes.isEmpty()) {
      List<Step> steps = new ArrayList<>(interpreter.steps());
      if (thrown != null) {
        steps.add(gap(thrown, rails));
      } else if (!interpreter.isOver()) {
        if (!source.text().contains("Migration")) {
          return List.of();
        }
        steps.add(
            new Step.Gap(
                GapCode.UNSUPPORTED,
                "no class here is a migration",
                source.origin(new Span(0, 0))));
      }
      return List.of(migration(TransactionMode.PER_MIGRATION, steps));
    }
    TransactionMode transaction = TransactionMode.PER_MIGRATION;
    List<Step> late = new ArrayList<>();
    for (RubyModule type : classes) {
      if (rails.withoutTransaction(type) || Installed.isSafe(project, application)) {
        transaction = TransactionMode.NONE;
        rails.database().withoutTransaction();
      }
      try {
        rails.statements().around(() -> up(type, interpreter), type.place());
      } catch (Thrown failure) {
        late.add(gap(failure, rails));
        break;
      }
    }
    List<Step> steps = new ArrayList<>(interpreter.steps());
    if (thrown != null) {
      steps.add(gap(thrown, rails));
    }
    steps.addAll(late);
    if (transaction == TransactionMode.NONE && begins(steps)) {
      transaction = TransactionMode.EXPLICIT;
    }
    return List.of(migration(transaction, steps).with(rails.assured()));
  }

  private static boolean begins(List<Step> steps) {
    for (Step step : steps) {
      if (step instanceof Step.Sql sql && sql.text().equals("BEGIN")) {
        return true;
      }
    }
    return false;
  }

  /** The class that Rails looks for: the one that the file is named after; null: none. */
  private @Nullable RubyModule named(List<RubyModule> classes) {
    String file = fileName();
    int at = 0;
    while (at < file.length() && Character.isDigit(file.charAt(at))) {
      at++;
    }
    if (at < file.length() && file.charAt(at) == '_') {
      at++;
    }
    String name = Inflector.camelized(file.substring(at));
    for (RubyModule type : classes) {
      if (type.name().equalsIgnoreCase(name)) {
        return type;
      }
    }
    return null;
  }

  private void up(RubyModule type, Interpreter interpreter) {
    Value migration = interpreter.invoke(type, "new", List.of(), whole);
    if (!(migration instanceof RubyObject)) {
      return;
    }
    if (type.method("change") != null) {
      interpreter.invoke(migration, "change", List.of(), whole);
    } else if (type.method("up") != null) {
      interpreter.invoke(migration, "up", List.of(), whole);
    } else if (type.singletons().has("up")) {
      interpreter.invoke(type, "up", List.of(), whole);
    } else if (type.absent(false) != null || type.absent(true) != null) {
      interpreter.gap(
          GapCode.MISSING_SOURCE,
          "its methods come from a module that is not among the files",
          type.place());
    }
  }

  private static Step.Gap gap(Thrown thrown, Rails rails) {
    return new Step.Gap(
        GapCode.UNSUPPORTED, "it raises here: " + rails.message(thrown), thrown.place().origin());
  }
}
