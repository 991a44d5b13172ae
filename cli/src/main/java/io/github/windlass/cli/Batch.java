package io.github.windlass.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.windlass.analyzer.AnalyzedMigration;
import io.github.windlass.analyzer.PostgresAnalyzer;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.Windlass;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.rule.SessionSettings;
import io.github.windlass.analyzer.schema.CatalogSchemaView;
import io.github.windlass.analyzer.snapshot.Snapshot;
import io.github.windlass.cli.CommandLineTool.UsageException;
import io.github.windlass.extractor.Comment;
import io.github.windlass.extractor.Extractors;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.MigrationExtractor;
import io.github.windlass.extractor.MigrationReader;
import io.github.windlass.extractor.ProjectFolder;
import io.github.windlass.extractor.SchemaView;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.UnreadableSourceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Requests, one JSON object a line, each answered by one line: {@code docs/json.md}. Nothing is
 * kept from one request to the next.
 */
final class Batch {

  /** A longer line is refused, and not held in memory. */
  private static final int LINE_LIMIT = 64 << 20;

  private static final int LINE_FEED = '\n';

  /** What a command does with the migration of a request. */
  private interface Work {
    void answer(Migration migration, Request request, JsonReport out) throws IOException;
  }

  private final JsonFactory json = new JsonFactory();
  private final ReportStream out;
  private final Settings settings;
  private final Extractors extractors;
  private final @Nullable Snapshot snapshot;
  private final Map<String, MigrationReader> readers = new HashMap<>();
  private final Terminal terminal;
  private ByteArrayOutputStream answer = new ByteArrayOutputStream();
  private List<Migration> historyOfAll = List.of();

  private Batch(
      Terminal terminal,
      ReportStream out,
      Settings settings,
      Extractors extractors,
      @Nullable Snapshot snapshot) {
    this.snapshot = snapshot;
    this.terminal = terminal;
    this.out = out;
    this.settings = settings;
    this.extractors = extractors;
  }

  static int analyze(
      Terminal terminal,
      ReportStream out,
      Settings settings,
      Extractors extractors,
      @Nullable Snapshot snapshot,
      @Nullable Risk threshold) {
    Batch batch = new Batch(terminal, out, settings, extractors, snapshot);
    int postgres = settings.postgres(snapshot);
    Catalog start = snapshot == null ? Catalog.empty() : snapshot.catalog();
    PostgresAnalyzer analyzer =
        new PostgresAnalyzer(
                settings.rules(), SessionSettings.of(settings.session()), settings.ruleOptions())
            .sized(StatsFile.sizes(settings, snapshot, terminal));
    boolean[] reached = new boolean[1];
    batch.run((migration, request, report) -> {
      int version = request.postgres == null ? postgres : request.postgres;
      AnalyzedMigration analyzed =
          analyzer.analyze(start, request.before, List.of(migration), version).get(0);
      report.migration(analyzed);
      reached[0] |= threshold != null && analyzed.maxRisk().isAtLeast(threshold);
    });
    return reached[0] ? CommandLineTool.FINDINGS : CommandLineTool.FINE;
  }

  static int extract(
      Terminal terminal,
      ReportStream out,
      Settings settings,
      Extractors extractors,
      @Nullable Snapshot snapshot) {
    new Batch(terminal, out, settings, extractors, snapshot)
        .run((migration, request, report) -> report.migration(migration));
    return CommandLineTool.FINE;
  }

  // --- lines ---------------------------------------------------------------------------------

  private void run(Work work) {
    settings.output("jsonl");
    reader(settings.format());
    historyOfAll = historyOfAll();
    if (!settings.paths().isEmpty()) {
      throw new UsageException("--batch takes no PATH besides");
    }
    String file = settings.batch();
    if (file == null || file.equals("-")) {
      lines(terminal.in(), work, "standard input");
      return;
    }
    try (InputStream in = Files.newInputStream(terminal.directory().resolve(file))) {
      lines(in, work, file);
    } catch (InvalidPathException | IOException e) {
      throw new UsageException(
          file
              + ": cannot be read"
              + (Files.exists(terminal.directory().resolve(file)) ? "" : ": no such file"));
    }
  }

  private void lines(InputStream in, Work work, String name) {
    Lines lines = new Lines(in);
    try {
      while (!out.failed() && lines.next()) {
        if (lines.tooLong()) {
          error(null, "the line is longer than " + (LINE_LIMIT >> 20) + " MB");
        } else if (!lines.isBlank()) {
          line(lines.bytes(), lines.length(), work);
        }
      }
    } catch (IOException e) {
      throw new UsageException(name + ": cannot be read: " + e.getMessage());
    }
  }

  private void line(byte[] bytes, int length, Work work) {
    Request request = new Request();
    try {
      read(bytes, length, request);
      Migration migration = migration(request);
      write(
          request.id,
          generator -> {
            generator.writeFieldName("result");
            work.answer(migration, request, new JsonReport(generator));
          });
    } catch (RequestException | UsageException e) {
      error(request.id, e.getMessage());
    } catch (UnreadableSourceException e) {
      error(request.id, request.path + ": " + e.getMessage());
    } catch (JsonProcessingException e) {
      error(null, "the line is no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      error(request.id, "cannot be read: " + e.getMessage());
    } catch (RuntimeException | StackOverflowError e) {
      // One bad request is not the end of the others.
      error(request.id, "internal error: " + e);
    }
  }

  private void error(@Nullable Object id, @Nullable String message) {
    String reason = message == null ? "cannot be read" : Plain.oneLine(message);
    try {
      write(id, generator -> generator.writeStringField("error", reason));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes one line when all of it is known. */
  private void write(@Nullable Object id, ReportStream.Json rest) throws IOException {
    if (answer.size() > 1 << 20) {
      answer = new ByteArrayOutputStream();
    }
    answer.reset();
    try (JsonGenerator generator = json.createGenerator(answer)) {
      generator.writeStartObject();
      generator.writeFieldName("id");
      switch (id) {
        case null -> generator.writeNull();
        case Number number -> generator.writeNumber(number.toString());
        default -> generator.writeString(id.toString());
      }
      rest.write(generator);
      generator.writeEndObject();
      generator.writeRaw('\n');
    }
    out.write(answer);
    out.flush();
  }

  // --- requests ------------------------------------------------------------------------------

  /** A request as it was read; what is missing is null. */
  private static final class Request {
    private @Nullable Object id;
    private @Nullable String format;
    private @Nullable Integer postgres;
    private @Nullable String path;
    private @Nullable String text;
    private final List<String> history = new ArrayList<>();

    /** What ran before: of all requests, then of this one. */
    private List<Migration> before = List.of();
  }

  /** A request that is JSON and still cannot be answered. */
  private static final class RequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RequestException(@Nullable String message) {
      super(message);
    }
  }

  private void read(byte[] bytes, int length, Request request) throws IOException {
    try (JsonParser in = json.createParser(bytes, 0, length)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        in.skipChildren();
        throw new RequestException("the line is no JSON object");
      }
      // What is wrong is said after all is read, so that the answer has the id.
      String wrong = null;
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        JsonToken value = in.nextToken();
        boolean right =
            switch (name) {
              case "id" ->
                  (request.id = scalar(in, value)) != null || value == JsonToken.VALUE_NULL;
              case "format" -> (request.format = string(in, value)) != null;
              case "path" -> (request.path = string(in, value)) != null;
              case "text" -> (request.text = string(in, value)) != null;
              case "postgres" -> (request.postgres = integer(in, value)) != null;
              case "history" -> history(in, value, request.history);
              default -> true;
            };
        if (!right && value != JsonToken.VALUE_NULL) {
          wrong = name;
        }
        in.skipChildren();
      }
      if (in.nextToken() != null) {
        throw new RequestException("the line goes on after its object");
      }
      if (wrong != null) {
        throw new RequestException("the value of '" + wrong + "' is of the wrong kind");
      }
    }
  }

  private static @Nullable Object scalar(JsonParser in, JsonToken value) throws IOException {
    return value == JsonToken.VALUE_NUMBER_INT || value == JsonToken.VALUE_NUMBER_FLOAT
        ? in.getNumberValue()
        : string(in, value);
  }

  private static @Nullable String string(JsonParser in, JsonToken value) throws IOException {
    return value == JsonToken.VALUE_STRING ? in.getText() : null;
  }

  private static @Nullable Integer integer(JsonParser in, JsonToken value) throws IOException {
    return value == JsonToken.VALUE_NUMBER_INT ? in.getIntValue() : null;
  }

  private static boolean history(JsonParser in, JsonToken value, List<String> history)
      throws IOException {
    if (value != JsonToken.START_ARRAY) {
      return false;
    }
    boolean right = true;
    for (JsonToken token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
      if (token == null) {
        return false;
      }
      if (token == JsonToken.VALUE_STRING) {
        history.add(in.getText());
      } else {
        right = false;
        in.skipChildren();
      }
    }
    return right;
  }

  private Migration migration(Request request) throws UnreadableSourceException {
    MigrationReader reader = reader(request.format == null ? settings.format() : request.format);
    if (request.postgres != null) {
      Settings.checkPostgres(request.postgres);
    }
    String text = request.text;
    String path = request.path;
    if (text == null && path == null) {
      throw new RequestException("has neither text nor path");
    }
    request.before = before(request);
    SchemaView schema = schema(request);
    List<Migration> migrations;
    if (text == null) {
      migrations = reader.read(path == null ? "" : path, schema);
    } else {
      migrations = reader.read(new SourceFile(path == null ? "text.sql" : path, text), schema);
    }
    if (migrations.isEmpty()) {
      throw new RequestException("holds no migration");
    }
    return migrations.size() == 1 ? migrations.get(0) : joined(migrations);
  }

  /** The migrations of one file as one: an answer has one line. */
  private static Migration joined(List<Migration> migrations) {
    Migration first = migrations.get(0);
    List<String> names = new ArrayList<>();
    List<Step> steps = new ArrayList<>();
    List<Comment> comments = new ArrayList<>();
    for (Migration migration : migrations) {
      names.add(migration.name());
      steps.addAll(migration.steps());
      migration.comments().stream().filter(each -> !comments.contains(each)).forEach(comments::add);
    }
    return new Migration(
        first.path(),
        first.format(),
        String.join(", ", names),
        first.dialect(),
        first.transaction(),
        steps,
        comments);
  }

  private MigrationReader reader(String format) {
    MigrationReader known = readers.get(format);
    if (known == null) {
      MigrationExtractor only = CommandLineTool.extractor(extractors, format).orElse(null);
      known =
          new MigrationReader(
              extractors, only, terminal.directory(), ProjectFolder.SIZE_LIMIT, settings.project());
      readers.put(format, known);
    }
    return known;
  }

  private List<Migration> before(Request request) throws UnreadableSourceException {
    if (request.history.isEmpty()) {
      return historyOfAll;
    }
    List<Migration> before = new ArrayList<>(historyOfAll);
    for (String sql : request.history) {
      try {
        before.addAll(reader("sql").read(new SourceFile("history.sql", sql)));
      } catch (UnreadableSourceException e) {
        throw new RequestException(e.getMessage());
      }
    }
    return before;
  }

  /**
   * The schema that the history makes, from the snapshot on, or from an empty database on; unknown
   * without either.
   */
  private SchemaView schema(Request request) {
    int version = request.postgres == null ? settings.postgres(snapshot) : request.postgres;
    if (snapshot == null && request.history.isEmpty() && settings.history().isEmpty()) {
      return CatalogSchemaView.ofUnknownDatabase(version);
    }
    SchemaView schema =
        snapshot == null
            ? CatalogSchemaView.ofEmptyDatabase(version)
            : CatalogSchemaView.of(snapshot, version);
    for (Migration migration : request.before) {
      schema = schema.after(migration);
    }
    return schema;
  }

  private List<Migration> historyOfAll() {
    Windlass windlass =
        Windlass.builder().extractors(extractors).directory(terminal.directory()).build();
    var read = windlass.read(settings.history());
    if (!read.problems().isEmpty()) {
      throw new UsageException(read.problems().get(0).toString());
    }
    return read.migrations();
  }

  /** Cuts a stream into lines of bounded length. */
  private static final class Lines {
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int end;
    private byte[] line = new byte[1 << 12];
    private int length;
    private boolean tooLong;

    Lines(InputStream in) {
      this.in = in;
    }

    /** Reads the next line, without its end; false after the last. */
    boolean next() throws IOException {
      if (line.length > 1 << 20) {
        line = new byte[1 << 12];
      }
      length = 0;
      tooLong = false;
      boolean any = false;
      while (true) {
        if (at == end) {
          at = 0;
          end = in.read(buffer);
          if (end < 0) {
            end = 0;
            return any;
          }
        }
        any |= end > at;
        int from = at;
        while (at < end && buffer[at] != LINE_FEED) {
          at++;
        }
        append(from, at - from);
        if (at < end) {
          at++;
          return true;
        }
      }
    }

    private void append(int from, int count) {
      if (tooLong || length + count > LINE_LIMIT) {
        tooLong = true;
        return;
      }
      if (length + count > line.length) {
        line = java.util.Arrays.copyOf(line, Math.max(line.length * 2, length + count));
      }
      System.arraycopy(buffer, from, line, length, count);
      length += count;
    }

    boolean tooLong() {
      return tooLong;
    }

    boolean isBlank() {
      for (int i = 0; i < length; i++) {
        if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
          return false;
        }
      }
      return true;
    }

    byte[] bytes() {
      return line;
    }

    int length() {
      return length;
    }
  }
}
