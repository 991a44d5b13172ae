package io.github.windlass.extractor.sql.layout;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.extractor.sql.psql.ScriptSteps;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sqitch 1.6 ({@code App::Sqitch::Plan}, {@code App::Sqitch::Engine::pg}): the scripts of {@code
 * deploy/} in the order of {@code sqitch.plan}, each run by psql, so that it opens its own
 * transactions. Scripts that revert or verify, and those that the plan does not name, do not run.
 */
public final class Sqitch extends Layout {

  private static final String PLAN = "sqitch.plan";

  /** For the service loader. */
  public Sqitch() {
    super("sqitch", "SQL files of Sqitch: deploy/name.sql in the order of sqitch.plan");
  }

  /**
   * A script of a project.
   *
   * @param top the folder of the plan
   * @param what {@code deploy}, {@code revert} or {@code verify}
   * @param name of its change, perhaps with the tag at which it was
   */
  private record Script(String top, String what, String name) {}

  private static @Nullable Script script(String path, Project project) {
    if (!path.endsWith(".sql")) {
      return null;
    }
    for (String what : List.of("deploy", "revert", "verify")) {
      int at = ("/" + path).indexOf("/" + what + "/");
      while (at >= 0) {
        String top = path.substring(0, at);
        if (textOf(project, top + PLAN) != null) {
          String name = path.substring(at + what.length() + 1, path.length() - ".sql".length());
          return new Script(top, what, name);
        }
        at = ("/" + path).indexOf("/" + what + "/", at + 1);
      }
    }
    return null;
  }

  @Override
  public Match match(SourceFile source, Project project) {
    return script(source.path(), project) == null ? Match.NO : Match.LIKELY;
  }

  @Override
  public boolean leavesOut(SourceFile source, Project project) {
    Script script = script(source.path(), project);
    return script != null && (!script.what().equals("deploy") || place(script, project) == null);
  }

  @Override
  public @Nullable String orderKey(SourceFile source, Project project) {
    Script script = script(source.path(), project);
    Integer place = script == null ? null : place(script, project);
    return script == null || place == null ? null : script.top() + place + "/";
  }

  private record InFolder(String folder) implements Project.Key<Plan> {}

  /**
   * The lines of a plan.
   *
   * @param changes where each change stands; several times if it was reworked
   * @param tags where each tag stands
   * @param lines the change of each place, from 1 on; null at a tag
   */
  private record Plan(
      Map<String, List<Integer>> changes, Map<String, Integer> tags, List<@Nullable String> lines) {

    /** The change of a place; null at a tag. */
    @Nullable String at(int place) {
      return lines.get(place - 1);
    }
  }

  /**
   * Where the plan names a script. A change that was reworked has the script of each earlier
   * version under its name with a tag: {@code name@v1} is that of the last line before the tag.
   */
  private static @Nullable Integer place(Script script, Project project) {
    Plan plan = planOf(script, project);
    int at = script.name().lastIndexOf('@');
    Integer tag = at < 0 ? null : plan.tags().get(script.name().substring(at));
    List<Integer> places =
        plan.changes().get(tag == null ? script.name() : script.name().substring(0, at));
    Integer found = null;
    for (Integer place : places == null ? List.<Integer>of() : places) {
      found = tag == null || place < tag ? place : found;
    }
    return found;
  }

  private static Plan planOf(Script script, Project project) {
    return project.once(
        new InFolder(script.top()), () -> plan(textOf(project, script.top() + PLAN)));
  }

  /**
   * The changes that the plan has right before a script's, or behind it if that is the last one,
   * and that have no script: Sqitch stops at the first of them.
   */
  private static List<String> missing(Script script, Project project) {
    Integer place = place(script, project);
    List<String> missing = new ArrayList<>();
    if (place == null) {
      return missing;
    }
    Plan plan = planOf(script, project);
    for (int i = place - 1; i > 0 && !isThere(plan.at(i), script, project); i--) {
      note(plan.at(i), missing);
    }
    List<String> behind = new ArrayList<>();
    int next = place + 1;
    while (next <= plan.lines().size() && !isThere(plan.at(next), script, project)) {
      note(plan.at(next), behind);
      next++;
    }
    if (next > plan.lines().size()) {
      missing.addAll(behind);
    }
    return missing;
  }

  private static void note(@Nullable String change, List<String> missing) {
    if (change != null && !missing.contains(change)) {
      missing.add(change);
    }
  }

  private static boolean isThere(@Nullable String change, Script script, Project project) {
    if (change == null) {
      return false;
    }
    String path = script.top() + "deploy/" + change + ".sql";
    return project.list(FileNames.folder(path)).contains(path.substring(path.lastIndexOf('/') + 1));
  }

  private static Plan plan(@Nullable String text) {
    Plan plan = new Plan(new HashMap<>(), new HashMap<>(), new ArrayList<>());
    Lines lines = new Lines(text == null ? "" : text);
    int place = 0;
    while (lines.next()) {
      List<String> words = Lines.words(lines.text(), lines.start(), lines.end());
      String word = words.isEmpty() ? "" : words.get(0);
      if (word.isEmpty() || word.startsWith("%") || word.startsWith("#")) {
        continue;
      }
      place++;
      if (word.startsWith("@")) {
        plan.tags().put(word, place);
        plan.lines().add(null);
      } else {
        String name = word.startsWith("+") ? word.substring(1) : word;
        plan.lines().add(name);
        plan.changes().computeIfAbsent(name, any -> new ArrayList<>()).add(place);
      }
    }
    return plan;
  }

  @Override
  public List<Migration> extract(SourceFile source, Project project) {
    Script script = script(source.path(), project);
    String name = script == null ? FileNames.stem(source.path()) : script.name();
    Dialect dialect = script == null ? Dialect.POSTGRES : dialect(script, project);
    if (dialect != Dialect.POSTGRES) {
      Sending sending = new Sending("Sqitch", dialect);
      sending.statements(SentText.of(source, 0, source.text().length()));
      return List.of(migration(source, name, sending.byStatement(), sending));
    }
    ScriptSteps steps = new ScriptSteps(project);
    steps.add(source, 0, source.text().length());
    steps.end(source);
    List<Step> all = new ArrayList<>();
    for (String change : script == null ? List.<String>of() : missing(script, project)) {
      all.add(
          new Step.Gap(
              Step.GapCode.MISSING_SOURCE,
              "deploy/" + change + ".sql is in " + PLAN + " and not there: Sqitch stops at it",
              source.origin()));
    }
    all.addAll(steps.steps());
    return List.of(
        migration(
            source,
            name,
            Dialect.POSTGRES,
            steps.opensTransaction() ? TransactionMode.EXPLICIT : TransactionMode.NONE,
            all));
  }

  private static Dialect dialect(Script script, Project project) {
    String settings = textOf(project, script.top() + "sqitch.conf");
    String engine = settings == null ? null : Settings.ofToml(settings).get("core.engine");
    return switch (engine == null ? "pg" : engine) {
      case "mysql" -> Dialect.MYSQL;
      case "sqlite" -> Dialect.SQLITE;
      case "oracle" -> Dialect.ORACLE;
      default -> Dialect.POSTGRES;
    };
  }
}
