package io.github.windlass.tracer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.analyzer.Effects;
import io.github.windlass.analyzer.Lock;
import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.tracer.observe.Answer;
import io.github.windlass.tracer.observe.Measurement;
import io.github.windlass.tracer.observe.ObservedEffects;
import io.github.windlass.tracer.observe.Relations;
import io.github.windlass.tracer.observe.Relations.Relation;
import io.github.windlass.tracer.observe.StatementShape;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static final RelationName USERS = new RelationName("public", "users");
  private static final Relation TABLE = new Relation(1, USERS, 'r', 1, 0, true);
  private static final Relations THERE = new Relations(Map.of(1L, TABLE));
  private static final StatementShape VACUUM =
      StatementShape.of(PostgresParser.parse("VACUUM users").statements().get(0));

  /** What VACUUM is held to of which some locks were seen. */
  private static Comparison comparison(
      Map<Long, LockMode> locks, boolean polled, List<Relation> provoked) {
    Measurement seen =
        new Measurement(
            new Answer(null, Duration.ZERO, List.of(), null, false, false, false),
            THERE,
            THERE,
            Map.of(),
            locks,
            false,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            polled,
            provoked,
            List.of());
    Effects predicted =
        new Effects(
            List.of(new Lock(USERS, RelationKind.TABLE, LockMode.SHARE_UPDATE_EXCLUSIVE, true)),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            null,
            List.of());
    return Comparison.of(predicted, ObservedEffects.of(seen, THERE, VACUUM), seen, VACUUM);
  }

  @Test
  void aLockThatMayHaveBeenMissedIsToldOf() {
    Comparison comparison = comparison(Map.of(), true, List.of());

    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.unseen()).hasSize(1);
    assertThat(comparison.unseen().get(0))
        .contains("public.users", "SHARE UPDATE EXCLUSIVE", "none");
  }

  @Test
  void aLockThatWasLookedForInVainIsADifference() {
    assertThat(comparison(Map.of(), true, List.of(TABLE)).differences()).hasSize(1);
    assertThat(comparison(Map.of(), false, List.of()).differences()).hasSize(1);
  }

  @Test
  void aStrongerLockThanPredictedIsADifferenceHoweverItWasSeen() {
    assertThat(comparison(Map.of(1L, LockMode.EXCLUSIVE), true, List.of()).differences())
        .hasSize(1);
  }

  @Test
  void aLockThatWasSeenHolds() {
    Comparison comparison =
        comparison(Map.of(1L, LockMode.SHARE_UPDATE_EXCLUSIVE), true, List.of());

    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.unseen()).isEmpty();
  }
}
