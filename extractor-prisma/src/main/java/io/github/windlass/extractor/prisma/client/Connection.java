package io.github.windlass.extractor.prisma.client;

import io.github.windlass.extractor.CatalogReads;
import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.List;

/**
 * The database, as all objects of a run share it: where SQL is sent.
 *
 * @param dialect decides how values are written
 */
record Connection(Evaluation run, Dialect dialect) {

  /** Sends SQL. What it gives is unknown. */
  Value send(Text sql, List<Value> values, Place place) {
    String known = sql.known();
    if (known == null && sql.pieces().size() == 1) {
      run.gap(GapCode.DYNAMIC, "the statement is not known: " + sql.text(), place);
      return new Unknown("the rows of a statement that is not known", place);
    }
    if (known == null || (!known.isBlank() && !CatalogReads.isOne(known))) {
      run.sql(sql, values, place);
    }
    return new Unknown("the rows of a query", place);
  }

  /** Sends words of Prisma's own. */
  void control(String words, Place place) {
    run.sql(Text.of(words), List.of(), place);
  }

  /** What stands in the text for a value, counted from one. */
  String placeholder(int number) {
    return dialect == Dialect.POSTGRES || dialect == Dialect.COCKROACHDB ? "$" + number : "?";
  }
}
