package io.github.windlass.script.ruby.parser;

import io.github.windlass.extractor.Span;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;
import org.ruby_lang.prism.Loader;
import org.ruby_lang.prism.Nodes;
import org.ruby_lang.prism.ParseResult;
import org.ruby_lang.prism.ParsingOptions;
import org.ruby_lang.prism.wasm.Prism;

/**
 * Parses Ruby with Prism, which runs on the JVM as compiled WebAssembly.
 *
 * <p>A thread keeps one parser: to make one costs ten milliseconds, and the first of a JVM some two
 * hundred. A parser that failed is thrown away, since its memory may be in any state.
 */
public final class RubyParser {

  /** How long a file may be: the parser's memory is ten times as large. */
  private static final int CHARACTERS = 4 << 20;

  private static final ThreadLocal<@Nullable Prism> PRISM = new ThreadLocal<>();

  private RubyParser() {}

  /** What became of a text. */
  public sealed interface Parsing {

    /** It is Ruby. */
    record Parsed(Nodes.ProgramNode program, Offsets offsets) implements Parsing {}

    /**
     * It is not, or cannot be read.
     *
     * @param reason what is wrong, as a sentence without a full stop
     * @param limit whether it may be right but passes a limit
     */
    record Failed(String reason, Span at, boolean limit) implements Parsing {}
  }

  /** Parses a text. */
  public static Parsing parse(String text) {
    if (text.length() > CHARACTERS) {
      return new Parsing.Failed("larger than 4 MB", new Span(0, 0), true);
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ParseResult result;
    Watchdog.Watch watch = Watchdog.begin(text.length());
    try {
      result = Loader.load(prism().parse(bytes, 0, bytes.length, Options.PACKED));
    } catch (RuntimeException | Error failure) {
      PRISM.remove();
      return new Parsing.Failed(
          "Ruby's parser gives up: it is nested too deeply, or too large", new Span(0, 0), true);
    } finally {
      watch.end();
    }
    Offsets offsets = Offsets.of(text, bytes.length);
    if (result.errors.length > 0) {
      ParseResult.Error first = result.errors[0];
      Nodes.Location at = first.location;
      return new Parsing.Failed(first.message, offsets.span(at.startOffset, at.endOffset()), false);
    }
    return result.value instanceof Nodes.ProgramNode program
        ? new Parsing.Parsed(program, offsets)
        : new Parsing.Failed("no program", new Span(0, 0), false);
  }

  private static Prism prism() {
    Prism prism = PRISM.get();
    if (prism == null) {
      prism = new Prism();
      PRISM.set(prism);
    }
    return prism;
  }

  /** What Prism is asked for, in its own form. */
  private static final class Options {
    static final byte[] PACKED =
        ParsingOptions.serialize(
            new byte[0],
            1,
            "UTF-8".getBytes(StandardCharsets.US_ASCII),
            false,
            EnumSet.noneOf(ParsingOptions.CommandLine.class),
            ParsingOptions.SyntaxVersion.LATEST,
            false,
            false,
            false,
            new ParsingOptions.Scope[0]);
  }
}
