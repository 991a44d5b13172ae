package io.github.windlass.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Standard output: UTF-8, buffered. Once writing fails, nothing more is written, and {@link
 * #failed} says so.
 */
final class ReportStream implements AutoCloseable {

  /** Something that writes JSON. */
  interface Json {
    void write(JsonGenerator out) throws IOException;
  }

  private final OutputStream out;
  private @Nullable IOException failure;

  ReportStream(OutputStream out) {
    this.out = new BufferedOutputStream(out, 1 << 16);
  }

  void print(String text) {
    write(text.getBytes(StandardCharsets.UTF_8));
  }

  void write(java.io.ByteArrayOutputStream bytes) {
    if (failure == null) {
      try {
        bytes.writeTo(out);
      } catch (IOException e) {
        failure = e;
      }
    }
  }

  private void write(byte[] bytes) {
    if (failure == null) {
      try {
        out.write(bytes);
      } catch (IOException e) {
        failure = e;
      }
    }
  }

  /** Writes one JSON value, indented for people, and a line end. */
  void json(Json value) {
    if (failure != null) {
      return;
    }
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    Separators separators =
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(separators)
            .withObjectIndenter(indenter)
            .withArrayIndenter(indenter);
    // The stream outlives the generator.
    OutputStream unclosed =
        new FilterOutputStream(out) {
          @Override
          public void write(byte[] bytes, int start, int length) throws IOException {
            out.write(bytes, start, length);
          }

          @Override
          public void close() throws IOException {
            out.flush();
          }
        };
    try (JsonGenerator json = new JsonFactory().createGenerator(unclosed)) {
      json.setPrettyPrinter(printer);
      value.write(json);
      json.writeRaw('\n');
    } catch (IOException e) {
      failure = e;
    }
  }

  void flush() {
    if (failure == null) {
      try {
        out.flush();
      } catch (IOException e) {
        failure = e;
      }
    }
  }

  boolean failed() {
    return failure != null;
  }

  /** Whether whoever read the report has gone, as {@code head} does: nothing to complain of. */
  boolean readerGone() {
    String message = failure == null ? null : failure.getMessage();
    return message != null
        && (message.contains("Broken pipe")
            || message.contains("pipe is being closed")
            || message.contains("Connection reset"));
  }

  String failure() {
    String message = failure == null ? null : failure.getMessage();
    return message == null ? "unknown reason" : message;
  }

  @Override
  public void close() {
    flush();
  }
}
