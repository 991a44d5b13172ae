package io.github.windlass.extractor.sql.layout;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.extractor.sql.Dialects;
import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.Script;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Formatted SQL changelogs of Liquibase 4.33 ({@code AbstractFormattedChangeLogParser}, {@code
 * StringUtil}, {@code ExpressionExpander}): each {@code --changeset} is a migration and a
 * transaction, unless {@code runInTransaction:false} follows it. Files are in the order in which a
 * master changelog includes them, if there is one.
 */
public final class Liquibase extends Layout {

  private static final String RUNNER = "Liquibase";

  /** For the service loader. */
  public Liquibase() {
    super("liquibase", "formatted SQL changelogs of Liquibase: --liquibase formatted sql");
  }

  @Override
  public Match match(SourceFile source, Project project) {
    return isFormatted(source.text()) ? Match.CERTAIN : Match.NO;
  }

  /** {@code FIRST_LINE_PATTERN}: the first line that is not blank. */
  static boolean isFormatted(String text) {
    Lines lines = new Lines(text);
    while (lines.next()) {
      if (!lines.isBlank()) {
        String line = text.substring(lines.firstVisible(), lines.end());
        String head = line.toLowerCase(Locale.ROOT);
        return head.startsWith("--")
            && head.substring(2).strip().startsWith("liquibase")
            && head.substring(head.indexOf("liquibase") + 9).strip().startsWith("formatted");
      }
    }
    return false;
  }

  @Override
  public @Nullable String orderKey(SourceFile source, Project project) {
    return MasterChangelog.orderKey(source.path(), project);
  }

  @Override
  public List<Migration> extract(SourceFile source, Project project) {
    ChangeSet.Reader reader = new ChangeSet.Reader(source.text());
    Properties properties = properties(source, project, reader);
    List<Migration> migrations = new ArrayList<>();
    Dialect dialect = Dialects.of(source, project);
    for (ChangeSet changeSet : reader.changeSets()) {
      Sending sending = new Sending(RUNNER, dialect);
      if (migrations.isEmpty()) {
        MasterChangelog.gaps(source.path(), project, sending);
        refusals(source, reader, sending);
        before(source, reader, sending);
      }
      changeSet(source, changeSet, properties, sending, migrations);
    }
    if (migrations.isEmpty()) {
      Sending sending = new Sending(RUNNER, dialect);
      MasterChangelog.gaps(source.path(), project, sending);
      refusals(source, reader, sending);
      if (!PostgresParser.parse(source.text()).items().isEmpty()) {
        sending.gap(
            GapCode.SYNTAX,
            "no --changeset, so " + RUNNER + " sends nothing",
            source,
            0,
            source.text().length());
      }
      migrations.add(migration(source, TransactionMode.PER_MIGRATION, sending));
    }
    return migrations;
  }

  private static void before(SourceFile source, ChangeSet.Reader reader, Sending sending) {
    for (Span stretch : reader.before()) {
      sending.before("--changeset", source, stretch.start(), stretch.end());
    }
  }

  private static void refusals(SourceFile source, ChangeSet.Reader reader, Sending sending) {
    for (int i = 0; i < reader.refused().size(); i++) {
      Span line = reader.refused().get(i);
      sending.gap(
          GapCode.SYNTAX,
          RUNNER + " refuses the file: " + reader.reasons().get(i),
          source,
          line.start(),
          line.end());
    }
    Span unclosed = reader.unclosed();
    if (unclosed != null) {
      sending.gap(
          GapCode.SYNTAX,
          "no --ignoreLines:end follows, so " + RUNNER + " sends nothing of the rest of the file",
          source,
          unclosed.start(),
          unclosed.end());
    }
  }

  private void changeSet(
      SourceFile source,
      ChangeSet changeSet,
      Properties properties,
      Sending sending,
      List<Migration> migrations) {
    boolean transaction = changeSet.is("runInTransaction", true);
    String name = changeSet.name().isEmpty() ? FileNames.stem(source.path()) : changeSet.name();
    if (changeSet.isForPostgres() && !changeSet.is("ignore", false)) {
      String condition = condition(changeSet);
      Sending queries = new Sending(RUNNER, sending.dialect());
      queries.under(condition);
      String checked = checks(source, changeSet, properties, queries);
      if (!queries.steps().isEmpty()) {
        // Before the changeset's transaction begins.
        migrations.add(
            migration(source, name + " (preconditions)", queries.byStatement(), queries));
      }
      sending.under(
          checked == null || condition == null
              ? checked == null ? condition : checked
              : condition + " and " + checked);
      if (changeSet.attribute("runWith") != null) {
        sending.gap(
            GapCode.SIDE_EFFECT,
            "run by the program " + changeSet.attribute("runWith"),
            source,
            changeSet.head().start(),
            changeSet.head().end());
      } else {
        body(source, changeSet, properties, transaction, sending);
      }
    }
    migrations.add(
        migration(
            source,
            name,
            transaction ? TransactionMode.PER_MIGRATION : sending.byStatement(),
            sending));
  }

  private static @Nullable String condition(ChangeSet changeSet) {
    List<String> conditions = new ArrayList<>();
    for (String filter : List.of("contextFilter", "context", "labels")) {
      String value = changeSet.attribute(filter);
      if (value != null) {
        conditions.add(filter + ":" + value);
      }
    }
    return conditions.isEmpty() ? null : String.join(" and ", conditions);
  }

  /**
   * The preconditions: a query is sent, and what it answers decides what {@code onFail} says.
   *
   * @return the condition under which the changeset runs; null: whatever they say, or the whole run
   *     ends there
   */
  private static @Nullable String checks(
      SourceFile source, ChangeSet changeSet, Properties properties, Sending sending) {
    List<String> conditions = new ArrayList<>();
    for (ChangeSet.Check check : changeSet.checks()) {
      String rest = source.text().substring(check.rest().start(), check.rest().end()).strip();
      switch (check.kind()) {
        case "sql-check" -> {
          int query = query(source.text(), check.rest());
          sending.statements(properties.replaced(source, query, check.rest().end()));
          conditions.add("precondition " + rest);
        }
        case "table-exists", "view-exists" ->
            conditions.add("precondition " + check.kind() + " " + rest);
        default ->
            sending.gap(
                GapCode.SYNTAX,
                RUNNER + " refuses the file: it knows no precondition " + check.kind(),
                source,
                check.rest().start(),
                check.rest().end());
      }
    }
    String settings = changeSet.preconditions() == null ? "" : changeSet.preconditions();
    String onFail = ChangeSet.attribute(settings, "onFail");
    boolean decides =
        onFail != null
            && (onFail.equalsIgnoreCase("MARK_RAN") || onFail.equalsIgnoreCase("CONTINUE"));
    return decides && !conditions.isEmpty() ? String.join(" and ", conditions) : null;
  }

  /** Where the query of {@code expectedResult:0 SELECT …} begins; the result may be in quotes. */
  private static int query(String text, Span rest) {
    int at = rest.start();
    while (at < rest.end() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    if (text.regionMatches(true, at, "expectedResult:", 0, 15)) {
      at += 15;
    }
    char quote = at < rest.end() ? text.charAt(at) : ' ';
    int end = quote == '\'' || quote == '"' ? text.indexOf(quote, at + 1) + 1 : at;
    while (end > 0 && end < rest.end() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return end <= 0 ? rest.end() : end;
  }

  // --- the SQL of a changeset ----------------------------------------------------------------

  private static void body(
      SourceFile source,
      ChangeSet changeSet,
      Properties properties,
      boolean transaction,
      Sending sending) {
    for (Span stretch : changeSet.body()) {
      SentText text = properties.replaced(source, stretch.start(), stretch.end());
      if (sending.dialect() != Dialect.POSTGRES) {
        sending.statements(text);
        continue;
      }
      String delimiter = changeSet.attribute("endDelimiter");
      if (delimiter == null && text.text().stripTrailing().endsWith("\n/")) {
        delimiter = "\n/$";
      }
      List<Span> cuts =
          changeSet.is("splitStatements", true)
              ? LiquibaseCuts.of(
                  text.text(), delimiter == null ? null : delimiter.replace("\\n", "\n"))
              : List.of();
      send(text, cuts, transaction, sending);
    }
  }

  private static void send(SentText text, List<Span> cuts, boolean transaction, Sending sending) {
    StringBuilder readable = new StringBuilder(text.readable());
    for (Span cut : cuts) {
      for (int i = cut.start(); i < cut.end(); i++) {
        readable.setCharAt(i, i == cut.start() ? ';' : ' ');
      }
    }
    List<Script.Item> together = new ArrayList<>();
    int next = 0;
    for (Script.Item item : PostgresParser.parse(readable.toString()).items()) {
      boolean isNew = false;
      while (next < cuts.size() && cuts.get(next).start() < item.span().start()) {
        next++;
        isNew = true;
      }
      if (isNew) {
        flush(text, together, transaction, sending);
      }
      if (next < cuts.size()
          && cuts.get(next).end() < item.span().end()
          && item instanceof Script.Parsed) {
        sending.gapAt(
            GapCode.SYNTAX,
            RUNNER
                + " cuts the statement at a delimiter within it; splitStatements:false leaves it"
                + " whole",
            text,
            item.span().start(),
            item.span().end());
      } else {
        together.add(item);
      }
    }
    flush(text, together, transaction, sending);
  }

  private static void flush(
      SentText text, List<Script.Item> together, boolean transaction, Sending sending) {
    if (together.size() > 1 && !transaction) {
      sending.string(
          text.part(
              together.get(0).span().start(), together.get(together.size() - 1).span().end()));
    } else {
      for (Script.Item item : together) {
        sending.item(text, item);
      }
    }
    together.clear();
  }

  // --- properties ----------------------------------------------------------------------------

  /**
   * The values of {@code ${name}}: of the file's {@code --property} lines, and of {@code
   * liquibase.properties}. Others may come from a master changelog or a command line.
   *
   * @param unsure names whose value depends on a context
   */
  private record Properties(Map<String, String> known, List<String> unsure)
      implements Placeholders.Values {

    SentText replaced(SourceFile source, int start, int end) {
      return Placeholders.replaced(source, start, end, "${", "}", this);
    }

    @Override
    public @Nullable String value(String name) {
      return unsure.contains(name.strip()) ? null : known.get(name.strip());
    }

    @Override
    public String reason(String name) {
      return RUNNER + "'s property " + name.strip();
    }
  }

  private static Properties properties(
      SourceFile source, Project project, ChangeSet.Reader reader) {
    Map<String, String> known = new HashMap<>();
    List<String> unsure = new ArrayList<>();
    for (Span place : reader.properties()) {
      String line = source.text().substring(place.start(), place.end());
      String name = ChangeSet.attribute(line, "name");
      String value = ChangeSet.attribute(line, "value");
      if (name == null || value == null) {
        continue;
      }
      if (ChangeSet.isForPostgres(ChangeSet.attribute(line, "dbms"))) {
        if (ChangeSet.attribute(line, "context") != null
            || ChangeSet.attribute(line, "contextFilter") != null
            || ChangeSet.attribute(line, "labels") != null
            || value.contains("${")) {
          unsure.add(name);
        } else {
          // The first definition holds (ChangeLogParameters.set).
          known.putIfAbsent(name, value);
        }
      }
    }
    String place =
        Neighbours.nearest(project, FileNames.folder(source.path()), "liquibase.properties");
    String file = place == null ? null : textOf(project, place);
    if (file != null) {
      for (Map.Entry<String, String> entry : Settings.of(file).entrySet()) {
        if (entry.getKey().startsWith("parameter.")) {
          known.put(entry.getKey().substring("parameter.".length()), entry.getValue());
        }
      }
    }
    return new Properties(known, unsure);
  }
}
