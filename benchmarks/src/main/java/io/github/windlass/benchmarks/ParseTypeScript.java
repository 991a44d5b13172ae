package io.github.windlass.benchmarks;

import io.github.windlass.script.ecmascript.parser.EcmaScriptParser;
import io.github.windlass.script.ecmascript.parser.FileKind;
import io.github.windlass.script.ecmascript.parser.ParseResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How fast the TypeScript and JavaScript files of a folder are read: see the counter of characters.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 8, time = 2)
@Measurement(iterations = 5, time = 2)
@State(Scope.Benchmark)
public class ParseTypeScript {

  /** Whose files are read. */
  @Param("fixtures/typeorm")
  public String folder = "";

  private record Source(String text, FileKind kind) {}

  private final List<Source> sources = new ArrayList<>();

  /** What was read. */
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  @State(Scope.Thread)
  public static class Read {

    /** UTF-16 code units; in sources of this kind about as many bytes. */
    public long characters;
  }

  @Setup
  public void read() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      for (Path file : files.sorted().filter(ParseTypeScript::isSource).toList()) {
        sources.add(new Source(Files.readString(file), FileKind.of(file.toString())));
      }
    }
  }

  private static boolean isSource(Path file) {
    String name = file.getFileName().toString();
    return name.matches(".*\\.[cm]?[jt]s");
  }

  /** All files, one after another; the score is how often a second. */
  @Benchmark
  public int files(Read read) {
    int parsed = 0;
    for (Source source : sources) {
      if (EcmaScriptParser.parse(source.text, source.kind) instanceof ParseResult.Parsed) {
        parsed++;
      }
      read.characters += source.text.length();
    }
    return parsed;
  }
}
