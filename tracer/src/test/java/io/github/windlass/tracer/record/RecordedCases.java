package io.github.windlass.tracer.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.windlass.analyzer.LockMode;
import io.github.windlass.fixtures.Golden;
import io.github.windlass.tracer.Traces;
import io.github.windlass.tracer.record.Truth.HeldLock;
import io.github.windlass.tracer.record.Truth.IndexBuild;
import io.github.windlass.tracer.server.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Cases with what servers did with them, and the same recorded anew. */
final class RecordedCases {

  /** It locks what a schema holds in no order that is fixed. */
  private static final Pattern DISORDERED = Pattern.compile("^DROP SCHEMA");

  private final List<String> base;
  private final List<String> enlarge;
  private final List<JsonNode> cases;

  private RecordedCases(List<String> base, List<String> enlarge, List<JsonNode> cases) {
    this.base = base;
    this.enlarge = enlarge;
    this.cases = cases;
  }

  /** Those of {@code fixtures/observed}, of which every so many-th is taken. */
  static RecordedCases ofFixtures(int every) {
    return in(Golden.root().resolve("fixtures/observed"), every);
  }

  /** Those of a folder. */
  static RecordedCases in(Path folder, int every) {
    JsonNode base = read(folder.resolve("base.json"));
    List<JsonNode> cases = new ArrayList<>();
    int number = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".json")).sorted().toList()) {
        for (JsonNode each : read(file).path("cases")) {
          if (number++ % every == 0) {
            cases.add(each);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new RecordedCases(strings(base.get("base")), strings(base.get("enlarge")), cases);
  }

  /** Those of a file that also has the base. */
  static RecordedCases of(Path file) {
    JsonNode all = read(file);
    List<JsonNode> cases = new ArrayList<>();
    all.get("cases").forEach(cases::add);
    return new RecordedCases(strings(all.get("base")), strings(all.get("enlarge")), cases);
  }

  private static JsonNode read(Path file) {
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> strings(@Nullable JsonNode list) {
    List<String> strings = new ArrayList<>();
    if (list != null) {
      list.forEach(each -> strings.add(each.asText()));
    }
    return strings;
  }

  /** Records all on a server of a version; what differs, a line for each case and each side. */
  List<String> differences(int version) {
    List<String> differences = new ArrayList<>();
    int held = 0;
    try (Server server = Traces.server(version);
        CaseRecorder recorder = CaseRecorder.withAllRightsOn(server, base, enlarge)) {
      for (JsonNode each : cases) {
        JsonNode truth = truth(each, version);
        if (truth != null) {
          held++;
          String was = said(truth, each);
          String now = said(recorder.record(recorded(each)), each);
          if (!was.equals(now)) {
            differences.add(
                version
                    + " "
                    + each.get("id").asText()
                    + ": "
                    + statement(each)
                    + "\n  was "
                    + was
                    + "\n  now "
                    + now);
          }
        }
      }
      if (held == 0) {
        throw new AssertionError("PostgreSQL " + version + ": nothing is recorded of it");
      }
      return differences;
    } catch (SQLException e) {
      throw new AssertionError("PostgreSQL " + version + ": " + e.getMessage(), e);
    }
  }

  private static @Nullable JsonNode truth(JsonNode test, int version) {
    for (JsonNode truth : test.get("truth")) {
      for (JsonNode each : truth.get("versions")) {
        if (each.asInt() == version) {
          return truth;
        }
      }
    }
    return null;
  }

  private static RecordedCase recorded(JsonNode test) {
    return new RecordedCase(
        test.get("id").asText(),
        test.path("category").asText(),
        test.get("statement").asText(),
        test.path("target").isTextual() ? test.get("target").asText() : null,
        test.path("secondary").asBoolean(),
        strings(test.get("setup")),
        test.path("transaction").asBoolean(true),
        test.path("enlarge").asBoolean(),
        strings(test.get("probe")));
  }

  private static String statement(JsonNode test) {
    return test.get("statement").asText();
  }

  // --- in one line, so that a difference can be read ------------------------------------------

  private static String said(JsonNode truth, JsonNode test) {
    if (truth.hasNonNull("setup_error")) {
      return "cannot be made: " + truth.get("setup_error").asText();
    }
    boolean polled = !test.path("transaction").asBoolean(true);
    List<HeldLock> locks = new ArrayList<>();
    truth
        .get("locks")
        .forEach(lock ->
            locks.add(
                new HeldLock(
                    lock.get("relation").asText(),
                    lock.get("kind").asText().charAt(0),
                    LockMode.of(lock.get("mode").asText()))));
    List<IndexBuild> builds = new ArrayList<>();
    truth
        .path("index_builds")
        .forEach(build ->
            builds.add(new IndexBuild(build.get("index").asText(), build.get("table").asText())));
    JsonNode error = truth.path("error");
    return said(
        locks,
        truth.get("rewrite").asBoolean(),
        truth.get("scan").asBoolean(),
        truth.get("class").asText(),
        strings(truth.get("rewrites")),
        builds,
        strings(truth.get("scanned")),
        truth.path("locks_requested").asBoolean(),
        error.isObject()
            ? error.get("sqlstate").asText() + " " + error.get("message").asText()
            : "",
        polled,
        test);
  }

  private static String said(Truth truth, JsonNode test) {
    boolean polled = !test.path("transaction").asBoolean(true);
    if (truth.setupError() != null) {
      return "cannot be made: " + truth.setupError();
    }
    return said(
        truth.locks(),
        truth.rewrite(),
        truth.scan(),
        truth.danger().name().toLowerCase(Locale.ROOT),
        truth.rewrites(),
        truth.indexBuilds(),
        truth.scanned(),
        truth.requested(),
        truth.error() == null ? "" : truth.error().sqlstate() + " " + truth.error().reason(),
        polled,
        test);
  }

  /**
   * Of a statement that was looked at while it ran, the lock on its target counts, on which
   * somebody stood in its way; and of one that failed none, as nobody did.
   */
  private static String said(
      List<HeldLock> locks,
      boolean rewrite,
      boolean scan,
      String danger,
      List<String> rewrites,
      List<IndexBuild> builds,
      List<String> scanned,
      boolean requested,
      String error,
      boolean polled,
      JsonNode test) {
    if (polled && !error.isEmpty()) {
      return "fails with " + error;
    }
    TreeSet<String> held = new TreeSet<>();
    String target = test.path("target").asText();
    boolean targetAlone = polled || requested && DISORDERED.matcher(statement(test)).find();
    for (HeldLock lock : locks) {
      if (!targetAlone
          || lock.relation().equals(target) && lock.kind() != 'i' && lock.kind() != 'I') {
        held.add(lock.relation() + " " + lock.kind() + " " + lock.mode().manualName());
      }
    }
    TreeSet<String> built = new TreeSet<>();
    builds.forEach(build -> built.add(build.index() + " of " + build.table()));
    return "locks "
        + held
        + (requested ? " requested" : "")
        + (rewrite ? ", rewrites " : ", no rewrite ")
        + new TreeSet<>(rewrites)
        + (scan ? ", scans " : ", no scan ")
        + new TreeSet<>(scanned)
        + ", builds "
        + built
        + ", "
        + danger
        + (error.isEmpty() ? "" : ", fails with " + error);
  }
}
