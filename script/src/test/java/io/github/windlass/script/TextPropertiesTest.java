package io.github.windlass.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.SourceMap;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Texts keep where their characters come from, whatever is done to them. */
class TextPropertiesTest {

  private static final SourceFile SOURCE =
      new SourceFile("a", "abcdefghijklmnopqrstuvwxyz".repeat(20));

  private static final Place CALL = new Place(SOURCE, new Span(3, 9));

  @Provide
  Arbitrary<Text> texts() {
    Arbitrary<Text> verbatim =
        Combinators.combine(
                Arbitraries.integers().between(0, 400), Arbitraries.integers().between(0, 100))
            .as((start, length) -> {
              Place place = new Place(SOURCE, new Span(start, start + length));
              return Text.verbatim(place.text(), place);
            });
    Arbitrary<Text> produced =
        Arbitraries.strings().alpha().ofMaxLength(50).map(text -> Text.produced(text, CALL));
    Arbitrary<Text> hole =
        Arbitraries.strings()
            .alpha()
            .ofMaxLength(5)
            .map(text -> Text.hole(new Unknown(text, CALL)));
    Arbitrary<Text> own = Arbitraries.strings().alpha().ofMaxLength(5).map(Text::of);
    return Arbitraries.oneOf(verbatim, produced, hole, own)
        .list()
        .ofMaxSize(8)
        .map(parts -> {
          Text all = Text.EMPTY;
          for (Text part : parts) {
            all = all.concat(part);
          }
          return all;
        });
  }

  @Property
  void theCharactersOfTwoTextsTogetherAreThoseOfBoth(
      @ForAll("texts") Text a, @ForAll("texts") Text b) {
    Text both = a.concat(b);
    assertThat(both.text()).isEqualTo(a.text() + b.text());
    assertThat(both.length()).isEqualTo(both.text().length());
    assertThat(both.isKnown()).isEqualTo(a.isKnown() && b.isKnown());
    assertThat(both.pieces()).hasSize(a.pieces().size() + b.pieces().size());
  }

  @Property
  void putTogetherInAnyOrderATextIsTheSame(
      @ForAll("texts") Text a, @ForAll("texts") Text b, @ForAll("texts") Text c) {
    assertThat(a.concat(b).concat(c).pieces()).isEqualTo(a.concat(b.concat(c)).pieces());
  }

  @Property
  void aStretchOfAKnownTextHasItsCharactersAndTheirOrigins(
      @ForAll("texts") Text a,
      @ForAll @IntRange(max = 300) int from,
      @ForAll @IntRange(max = 300) int to) {
    int start = Math.min(Math.min(from, to), a.length());
    int end = Math.min(Math.max(from, to), a.length());
    Text stretch = a.slice(start, end);
    if (a.isKnown()) {
      assertThat(stretch.text()).isEqualTo(a.text().substring(start, end));
    }
    for (Text.Piece piece : stretch.pieces()) {
      if (piece instanceof Text.Piece.Known known && known.verbatim()) {
        assertThat(known.place().text()).isEqualTo(known.text());
      }
    }
  }

  @Property
  void theSourceMapOfAStepCoversItsText(@ForAll("texts") Text text) {
    Interpreter run =
        Interpreter.of(
            new LispLanguage(),
            (name, from, within) -> Value.Nothing.UNDEFINED,
            new NoFiles(),
            Limits.DEFAULT);
    run.sql(text, List.of(), CALL);
    Step.Sql step = (Step.Sql) run.steps().get(0);
    assertThat(step.text()).isEqualTo(text.text());
    int at = 0;
    for (SourceMap.Segment segment : step.map().segments()) {
      assertThat(segment.start()).isEqualTo(at);
      at = segment.end();
      if (segment.verbatim()) {
        assertThat(SOURCE.text().substring(segment.span().start(), segment.span().end()))
            .isEqualTo(step.text().substring(segment.start(), segment.end()));
      }
    }
    assertThat(at).isEqualTo(step.text().length());
    for (Step.Hole hole : step.holes()) {
      assertThat(step.text().substring(hole.start(), hole.end()))
          .isEqualTo("${" + hole.reason() + "}");
    }
  }

  @Property
  void theBeginningIsOneLine(@ForAll String written) {
    String line = Text.of(written).beginning();
    assertThat(line.length()).isLessThanOrEqualTo(61);
    assertThat(line).doesNotContain("\n", "\t", "  ");
    String shown = line.endsWith("…") ? line.substring(0, line.length() - 1) : line;
    StringBuilder squeezed = new StringBuilder();
    for (int i = 0; i < written.length(); i++) {
      if (!Character.isWhitespace(written.charAt(i))) {
        squeezed.append(written.charAt(i));
      }
    }
    assertThat(squeezed.toString()).startsWith(shown.replace(" ", ""));
  }
}
