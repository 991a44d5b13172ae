package io.github.windlass.analyzer.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Sequence;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.View;
import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.tree.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What depends on a thing is found by the thing's name, and nothing is missed. */
class MentionedNamesTest {

  /** What needs the function f, the type e or the sequence n, in every way. */
  private static final String NEEDY =
      """
      CREATE SCHEMA needy;
      SET search_path = needy;
      CREATE FUNCTION f(a int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT a';
      CREATE TYPE e AS ENUM ('a');
      CREATE SEQUENCE n;
      CREATE TABLE t1 (a int DEFAULT f(1), b int DEFAULT nextval('n'), c e DEFAULT 'a'::e);
      CREATE TABLE t2 (a int CHECK (f(a) > 0 AND 'a'::needy.e <> 'b'), b bigserial);
      CREATE TABLE t3 (a int, b int GENERATED ALWAYS AS (abs(f(a))) STORED);
      CREATE INDEX i1 ON t1 (f(a));
      CREATE INDEX i2 ON t1 (a) WHERE b > f(1);
      CREATE VIEW v1 AS SELECT 1 WHERE EXISTS (SELECT FROM t1 WHERE c = ANY ('{a}'::e[]));
      CREATE MATERIALIZED VIEW v2 AS WITH w AS (SELECT needy.f(2)) SELECT nextval('needy.n') FROM w;
      CREATE POLICY p ON t3 USING (f(a) > 0) WITH CHECK (currval('n') > 0);
      CREATE TRIGGER r BEFORE UPDATE ON t2 FOR EACH ROW WHEN (f(NEW.a) > 0)
        EXECUTE FUNCTION nobody();
      """;

  @Test
  void byANameIsFoundWhatLookingThroughTheWholeCatalogFinds() {
    List<String> statements = Histories.statements();
    Random random = new Random(4);
    for (int history = 0; history < 20; history++) {
      Catalog catalog = history % 2 == 0 ? Catalog.empty() : Histories.rich();
      for (int i = 0; i < 200; i++) {
        String text =
            random.nextInt(3) == 0
                ? Histories.mutated(statements, random)
                : statements.get(random.nextInt(statements.size()));
        catalog = Histories.folded(catalog, PostgresParser.parse(text).statements(), 18);
      }
      everythingIsFound(catalog);
    }
  }

  private static void everythingIsFound(Catalog catalog) {
    found(catalog.relations(), MentionedNames::of, catalog::relationsMentioning);
    found(catalog.types(), MentionedNames::of, catalog::typesMentioning);
    found(catalog.routines(), MentionedNames::of, catalog::routinesMentioning);
    found(catalog.objects(), MentionedNames::of, catalog::objectsMentioning);
    for (Relation relation : catalog.relations()) {
      RelationName name = relation.name();
      assertThat(catalog.statisticsOf(name))
          .containsExactlyInAnyOrderElementsOf(
              catalog.statistics().stream().filter(s -> s.table().equals(name)).toList());
      assertThat(catalog.publicationsOf(name))
          .containsExactlyInAnyOrderElementsOf(
              catalog.publications().stream().filter(p -> p.tables().contains(name)).toList());
      if (relation instanceof Table table) {
        table
            .constraints()
            .forEach(constraint ->
                assertThat(catalog.hasConstraint(name.schema(), constraint.name())).isTrue());
      }
    }
  }

  private static <V> void found(
      Collection<V> all,
      Function<V, Set<String>> mentioned,
      Function<String, ? extends Collection<V>> byName) {
    Set<String> names = new TreeSet<>(List.of("nobody"));
    all.forEach(each -> names.addAll(mentioned.apply(each)));
    for (String name : names) {
      assertThat(byName.apply(name))
          .as(name)
          .containsExactlyInAnyOrderElementsOf(
              all.stream().filter(each -> mentioned.apply(each).contains(name)).toList());
    }
  }

  @Test
  void whatCannotBeWithoutAThingMentionsItsName() {
    Catalog catalog =
        Histories.folded(Histories.rich(), PostgresParser.parse(NEEDY).statements(), 18);
    List<Dependence> things = new ArrayList<>();
    catalog.routines().forEach(routine -> things.add(new Dependence.OnRoutine(catalog, routine)));
    catalog.types().forEach(type -> things.add(new Dependence.OnType(catalog, type.name())));
    for (Relation relation : catalog.relations()) {
      if (relation instanceof Sequence) {
        things.add(new Dependence.OnSequence(catalog, relation.name()));
      }
    }
    int needed = 0;
    for (Relation relation : catalog.relations()) {
      for (Dependence thing : things) {
        if (expressions(relation).stream().anyMatch(thing::isNeededBy)) {
          assertThat(MentionedNames.of(relation)).contains(thing.name());
          needed++;
        }
      }
    }
    assertThat(needed).isGreaterThanOrEqualTo(14);
  }

  /** All that a relation says in expressions and queries. */
  private static List<Node> expressions(Relation relation) {
    List<Node> all = new ArrayList<>();
    switch (relation) {
      case Table table -> {
        table.columns().forEach(column -> all.add(column.defaultExpression()));
        table.constraints().stream()
            .filter(TableConstraint.Check.class::isInstance)
            .map(TableConstraint.Check.class::cast)
            .forEach(check -> all.add(check.expression()));
        for (Attachment attachment : table.attachments()) {
          switch (attachment.definition()) {
            case Attachment.Trigger trigger -> all.add(trigger.when());
            case Attachment.Policy policy -> {
              all.add(policy.using());
              all.add(policy.check());
            }
            case Attachment.Rule ignored -> {}
          }
        }
      }
      case Index index -> {
        all.addAll(index.definition().keys());
        all.add(index.definition().where());
      }
      case View view -> all.add(view.query());
      case Sequence ignored -> {}
      case Relation.CompositeType ignored -> {}
    }
    all.removeIf(Objects::isNull);
    return all;
  }
}
