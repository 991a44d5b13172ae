package io.github.windlass.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.TableSizes;
import io.github.windlass.analyzer.snapshot.RelationSize;
import io.github.windlass.analyzer.snapshot.Snapshot;
import io.github.windlass.cli.CommandLineTool.UsageException;
import io.github.windlass.extractor.TextFile;
import io.github.windlass.extractor.UnreadableSourceException;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sizes of tables, as {@code --stats-file} takes them: {@code docs/risk.md}. Ours is an object with
 * {@code tables}; a list of {@code schemaName}, {@code tableName}, {@code rowCount}, {@code
 * totalBytes} is what pgfence 0.5 writes.
 */
final class StatsFile {

  private static final int SIZE_LIMIT = 64 << 20;

  private final Map<RelationName, RelationSize> sizes = new HashMap<>();
  private final JsonParser json;

  private StatsFile(JsonParser json) {
    this.json = json;
  }

  /** The sizes of {@code --stats-file}, or else of the snapshot. */
  static TableSizes sizes(Settings settings, @Nullable Snapshot snapshot, Terminal terminal) {
    String file = settings.statsFile();
    if (file != null) {
      return read(terminal.directory(), file);
    }
    return snapshot == null ? TableSizes.UNKNOWN : new TableSizes(snapshot.sizes());
  }

  /**
   * Reads a file.
   *
   * @throws UsageException if it cannot be read, or holds no sizes
   */
  private static TableSizes read(Path directory, String name) {
    try (JsonParser json =
        new JsonFactory().createParser(TextFile.read(directory.resolve(name), SIZE_LIMIT))) {
      StatsFile stats = new StatsFile(json);
      stats.file(name);
      return new TableSizes(stats.sizes);
    } catch (UnreadableSourceException e) {
      throw new UsageException(name + ": " + e.getMessage());
    } catch (InvalidPathException e) {
      throw new UsageException(name + ": no path");
    } catch (JsonProcessingException e) {
      throw new UsageException(name + ": no JSON: " + Plain.oneLine(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new UsageException(name + ": cannot be read");
    }
  }

  private void file(String name) throws IOException {
    JsonToken first = json.nextToken();
    if (first == JsonToken.START_ARRAY) {
      tables();
      return;
    }
    boolean found = false;
    if (first == JsonToken.START_OBJECT) {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String key = json.currentName();
        if (json.nextToken() == JsonToken.START_ARRAY && key.equals("tables")) {
          tables();
          found = true;
        } else {
          json.skipChildren();
        }
      }
    }
    if (!found) {
      throw new UsageException(name + ": no sizes of tables; see docs/risk.md");
    }
  }

  private void tables() throws IOException {
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.START_OBJECT) {
        table();
      } else {
        json.skipChildren();
      }
    }
  }

  private void table() throws IOException {
    String schema = "public";
    String name = null;
    long rows = -1;
    long bytes = -1;
    long totalBytes = -1;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      JsonToken value = json.nextToken();
      switch (key) {
        case "schema", "schemaName" -> schema = json.getValueAsString(schema);
        case "name", "tableName" -> name = json.getValueAsString();
        case "rows", "rowCount" -> rows = number(value, rows);
        case "bytes" -> bytes = number(value, bytes);
        case "totalBytes" -> totalBytes = number(value, totalBytes);
        default -> json.skipChildren();
      }
    }
    add(schema, name, rows, bytes < 0 ? totalBytes : bytes, totalBytes < 0 ? bytes : totalBytes);
  }

  private long number(JsonToken value, long otherwise) throws IOException {
    return value.isNumeric() ? Math.max(-1, json.getValueAsLong()) : otherwise;
  }

  private void add(String schema, @Nullable String name, long rows, long bytes, long totalBytes) {
    if (name != null && bytes >= 0) {
      sizes.put(new RelationName(schema, name), new RelationSize(rows, bytes, totalBytes));
    }
  }
}
