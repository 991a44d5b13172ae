package io.github.windlass.script.ecmascript;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScriptNamesTest {

  @Test
  void oneOfSomeWordsStandsInATextAsContainsSays() {
    Random random = new Random(1);
    // é and i are alike but for the bits that are not looked at first.
    String letters = "aib.é\n";
    int found = 0;
    for (int i = 0; i < 2_000; i++) {
      String text = text(random, letters, 12, 0);
      List<String> words = new ArrayList<>();
      for (int n = random.nextInt(4); n >= 0; n--) {
        words.add(text(random, letters, 3, 1));
      }
      boolean has = words.stream().anyMatch(text::contains);
      assertThat(ScriptNames.hasOne(text, words)).as("%s in %s", words, text).isEqualTo(has);
      found += has ? 1 : 0;
    }
    assertThat(found).isBetween(500, 1_900);
    assertThat(ScriptNames.hasOne("text", List.of())).isFalse();
  }

  private static String text(Random random, String letters, int length, int least) {
    StringBuilder text = new StringBuilder();
    for (int n = least + random.nextInt(length); n > 0; n--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }
}
