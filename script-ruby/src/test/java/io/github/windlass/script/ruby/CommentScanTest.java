package io.github.windlass.script.ruby;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.windlass.extractor.Span;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommentScanTest {

  private static List<String> comments(String text) {
    return CommentScan.of(text).stream()
        .map(span -> text.substring(span.start(), span.end()))
        .toList();
  }

  @Test
  void commentsGoToTheEndOfTheirLine() {
    assertThat(comments("# a\nx = 1 # b\r\n  # c")).containsExactly("# a", "# b\r", "# c");
  }

  @Test
  void aBlockCommentIsWhatItHolds() {
    assertThat(comments("=begin\nwhy\n=end\nx # y")).containsExactly("\nwhy\n", "# y");
  }

  @Test
  void nothingComesAfterTheEnd() {
    assertThat(comments("x\n__END__\n# a")).isEmpty();
  }

  @Test
  void literalsHoldNone() {
    assertThat(
            comments(
                """
                a = "# 1 #{b "# 2", {c: 1}} # 3" # one
                d = '\\'# 4' # two
                e = %w[# [x] #] + %(# (y) #{z} #) # three
                f = x =~ /# "/ # four
                g = :"# 5" # five
                h = [?#, ?"] # six
                i = $" # seven
                """))
        .containsExactly("# one", "# two", "# three", "# four", "# five", "# six", "# seven");
  }

  @Test
  void heredocsHoldNone() {
    assertThat(
            comments(
                """
                execute <<~SQL, <<-'B' # one
                  # it's 1
                  SQL
                # 2
                  B
                # two
                a << "x" # three
                class << self # four
                """))
        .containsExactly("# one", "# two", "# three", "# four");
  }

  @Test
  void codeWithinALiteralMayHoldSome() {
    assertThat(comments("\"a #{b # one }\n} # c\" # two")).containsExactly("# one }", "# two");
  }

  @Test
  void operatorsAreNotTakenForLiterals() {
    assertThat(comments("a / b # one\nc(1) / 2 # two\nd % e # three\nf[1]%(g) # four\n:/ # five"))
        .containsExactly("# one", "# two", "# three", "# four", "# five");
  }

  @Test
  void textThatIsNoRubyEnds() {
    for (String part : List.of("\"#{", "<<'a',", "<<~A,", "%(", "(?", ":", "$", "\\", "#{", "/")) {
      String text = part.repeat(200_000);
      assertTimeoutPreemptively(
          Duration.ofSeconds(10),
          () ->
              assertThat(CommentScan.of(text))
                  .allMatch(span -> new Span(0, text.length()).end() >= span.end()));
    }
  }
}
