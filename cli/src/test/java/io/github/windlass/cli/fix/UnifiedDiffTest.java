package io.github.windlass.cli.fix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnifiedDiffTest {

  @Test
  void thereIsNone() {
    assertThat(UnifiedDiff.of("a", "x\ny\n", "x\ny\n")).isEmpty();
  }

  @Test
  void aLineInTheMiddle() {
    assertThat(UnifiedDiff.of("a", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nx\ny\n6\n7\n8\n9\n"))
        .isEqualTo(
            """
            --- a/a
            +++ b/a
            @@ -2,7 +2,8 @@
             2
             3
             4
            -5
            +x
            +y
             6
             7
             8
            """);
  }

  @Test
  void changesFarApartAreHunks() {
    assertThat(
            UnifiedDiff.of(
                "a", "a\n1\n2\n3\n4\n5\n6\n7\n8\n9\nb\n", "A\n1\n2\n3\n4\n5\n6\n7\n8\n9\nB\n"))
        .contains("@@ -1,4 +1,4 @@\n", "@@ -8,4 +8,4 @@\n");
  }

  @Test
  void anEndWithoutALinesEndIsSaid() {
    assertThat(UnifiedDiff.of("a", "x", "y\n"))
        .isEqualTo("--- a/a\n+++ b/a\n@@ -1,1 +1,1 @@\n-x\n\\ No newline at end of file\n+y\n");
  }
}
