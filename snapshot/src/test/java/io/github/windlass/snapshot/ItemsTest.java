package io.github.windlass.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ItemsTest {

  private static final ObjectId TABLE = ObjectId.relation(1);
  private static final ObjectId VIEW = ObjectId.relation(2);
  private static final ObjectId KEY = ObjectId.constraint(3);
  private static final ObjectId RULE = new ObjectId("pg_rewrite", 4);

  @Test
  void phasesComeInOrderAndLikeThingsByName() {
    Items items = new Items();
    items.make(VIEW, Phase.VIEW, "a", "view a");
    items.make(TABLE, Phase.TABLE, "b", "table b");
    items.make(ObjectId.relation(9), Phase.TABLE, "a", "table a");
    assertThat(items.sorted()).containsExactly("table a", "table b", "view a");
  }

  @Test
  void whatIsNeededComesFirst() {
    Items items = new Items();
    items.make(TABLE, Phase.TABLE, "t", "table");
    items.make(KEY, Phase.KEY, "k", "key", TABLE);
    items.make(VIEW, Phase.VIEW, "v", "view");
    // The view is written down by a rule, and its GROUP BY relies on the key.
    items.owned(RULE, VIEW);
    items.depends(RULE, KEY);
    assertThat(items.sorted()).containsExactly("table", "key", "view");
  }

  @Test
  void aCircleIsCutAndNothingIsLost() {
    Items items = new Items();
    items.make(TABLE, Phase.TABLE, "t", "table", VIEW);
    items.make(VIEW, Phase.VIEW, "v", "view", TABLE);
    items.add(Phase.COMMENT, "c", "comment", List.of(VIEW));
    assertThat(items.sorted()).containsExactly("table", "view", "comment");
  }

  @Test
  void whatNobodyMakesIsNotWaitedFor() {
    Items items = new Items();
    items.make(TABLE, Phase.TABLE, "t", "table", ObjectId.type(77), TABLE);
    assertThat(items.sorted()).containsExactly("table");
  }
}
