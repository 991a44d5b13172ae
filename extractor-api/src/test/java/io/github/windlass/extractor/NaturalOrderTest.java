package io.github.windlass.extractor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {

  @Test
  void numbersCountByTheirValue() {
    assertOrder("V2__b.sql", "V10__a.sql");
    assertOrder("1_init.sql", "2_b.sql", "10_c.sql", "0011_d.sql");
    assertOrder("20240101000000_a.sql", "20240101000001_a.sql", "20250101000000_a.sql");
    assertOrder("a/2.sql", "a/10.sql", "b/1.sql");
  }

  @Test
  void flywaysVersions() {
    assertOrder("V1__a.sql", "V1.1__a.sql", "V2__a.sql", "R__views.sql");
    assertOrder("V1__z.sql", "V1_1__a.sql", "V1_2__a.sql", "V2__a.sql");
  }

  @Test
  void isATotalOrder() {
    Random random = new Random(1);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      StringBuilder name = new StringBuilder();
      for (int n = random.nextInt(5); n >= 0; n--) {
        name.append("R_/019aV".charAt(random.nextInt(8)));
      }
      names.add(name.toString());
    }
    NaturalOrder order = NaturalOrder.INSTANCE;
    for (String a : names) {
      for (String b : names) {
        assertThat(Integer.signum(order.compare(a, b)))
            .isEqualTo(-Integer.signum(order.compare(b, a)));
        for (String c : names) {
          if (order.compare(a, b) < 0 && order.compare(b, c) < 0) {
            assertThat(order.compare(a, c)).as("%s %s %s", a, b, c).isNegative();
          }
        }
      }
    }
  }

  @Test
  void foldersThatAllAreInChangeNothing() {
    Random random = new Random(2);
    for (String folder : List.of("", "db/", "V1/", "a__b/R__c/")) {
      List<String> paths = new ArrayList<>();
      for (int i = random.nextInt(40); i >= 0; i--) {
        StringBuilder path = new StringBuilder(folder);
        for (int n = random.nextInt(6); n >= 0; n--) {
          path.append("R_/019aV".charAt(random.nextInt(8)));
        }
        paths.add(path.toString());
      }
      List<String> each = new ArrayList<>(paths);
      each.sort(NaturalOrder.INSTANCE);
      NaturalOrder.sort(paths);
      assertThat(paths).containsExactlyElementsOf(each);
    }
    List<String> none = new ArrayList<>();
    NaturalOrder.sort(none);
    assertThat(none).isEmpty();
  }

  private static void assertOrder(String... names) {
    List<String> shuffled = new ArrayList<>(List.of(names));
    Collections.reverse(shuffled);
    shuffled.sort(NaturalOrder.INSTANCE);
    assertThat(shuffled).containsExactly(names);
  }
}
