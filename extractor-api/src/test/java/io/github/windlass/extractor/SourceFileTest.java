package io.github.windlass.extractor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SourceFileTest {

  @Test
  void linesEndWithLineFeedsCarriageReturnsOrBoth() {
    SourceFile file = new SourceFile("a.sql", "one\ntwo\r\nthree\rfour\n\r\nsix");
    assertThat(file.position(0)).isEqualTo(new Position(1, 1));
    assertThat(file.position(4)).isEqualTo(new Position(2, 1));
    assertThat(file.position(8)).isEqualTo(new Position(2, 5));
    assertThat(file.position(9)).isEqualTo(new Position(3, 1));
    assertThat(file.position(15)).isEqualTo(new Position(4, 1));
    assertThat(file.position(20)).isEqualTo(new Position(5, 1));
    assertThat(file.position(22)).isEqualTo(new Position(6, 1));
    assertThat(file.position(25)).isEqualTo(new Position(6, 4));
  }

  @Test
  void aPositionIsThatOfCountingCharacterByCharacter() {
    Random random = new Random(7);
    for (int round = 0; round < 500; round++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(60); length > 0; length--) {
        text.append("ab\n\r".charAt(random.nextInt(4)));
      }
      SourceFile file = new SourceFile("a.sql", text.toString());
      int line = 1;
      int column = 1;
      for (int at = 0; at <= text.length(); at++) {
        assertThat(file.position(at)).as(text + "@" + at).isEqualTo(new Position(line, column));
        char c = at < text.length() ? text.charAt(at) : ' ';
        boolean more = at + 1 < text.length() && text.charAt(at + 1) == '\n';
        boolean ends = c == '\n' || (c == '\r' && !more);
        line += ends ? 1 : 0;
        column = ends ? 1 : column + 1;
      }
    }
  }
}
