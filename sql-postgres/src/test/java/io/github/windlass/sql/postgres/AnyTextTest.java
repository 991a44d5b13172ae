package io.github.windlass.sql.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.sql.postgres.Script.Item;
import io.github.windlass.sql.postgres.printer.SqlPrinter;
import io.github.windlass.sql.postgres.tree.Span;
import io.github.windlass.sql.postgres.tree.Statement;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Properties of any text, with counterexamples that jqwik makes small; {@link FuzzTest} goes deeper
 * into what is nearly SQL.
 */
class AnyTextTest {

  @Property(tries = 2_000)
  void anyCharactersGiveItemsInOrderWithinTheText(@ForAll String text) {
    int end = 0;
    for (Item item : PostgresParser.parse(text).items()) {
      Span span = item.span();
      assertThat(span.start()).isGreaterThanOrEqualTo(end);
      assertThat(span.end()).isBetween(span.start(), text.length());
      end = span.start();
    }
  }

  @Property(tries = 2_000)
  void whatIsReadIsPrintedSoThatItIsReadAgain(@ForAll("nearlySql") String text) {
    for (Statement statement : PostgresParser.parse(text).statements()) {
      String printed = SqlPrinter.print(statement);
      assertThat(PostgresParser.parse(printed).errors()).as(printed).isEmpty();
    }
  }

  @Provide
  Arbitrary<String> nearlySql() {
    Arbitrary<String> word =
        Arbitraries.of(
            "SELECT",
            "a",
            "FROM",
            "t",
            "WHERE",
            "ALTER TABLE",
            "ADD COLUMN",
            "int",
            "DEFAULT",
            "(",
            ")",
            ",",
            "1",
            "'x'",
            "+",
            "=",
            "::",
            "NOT",
            "NULL",
            "AND",
            ";",
            "DROP",
            "CREATE",
            "INDEX",
            "ON",
            "CHECK",
            "PRIMARY KEY",
            "*",
            ".",
            "\"q\"",
            "$$b$$",
            "/*",
            "*/",
            "--\n");
    return word.list().ofMaxSize(14).map(words -> String.join(" ", words));
  }
}
