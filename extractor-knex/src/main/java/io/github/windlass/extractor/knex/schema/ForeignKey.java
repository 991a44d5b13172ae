package io.github.windlass.extractor.knex.schema;

import io.github.windlass.extractor.knex.client.Arguments;
import io.github.windlass.extractor.knex.client.Connection;
import io.github.windlass.extractor.knex.client.Formatter;
import io.github.windlass.extractor.knex.client.Sql;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import java.util.Locale;

/** A foreign key that is being described. */
final class ForeignKey implements HostObject {

  final Connection connection;
  final Value columns;
  final Place place;

  /** {@code references}, {@code inTable}, {@code onDelete}, … */
  final ObjectValue data;

  ForeignKey(Connection connection, Value columns, Value name, Place place) {
    this.connection = connection;
    this.columns = columns;
    this.place = place;
    this.data = connection.run().object();
    data.put("keyName", name);
  }

  @Override
  public String describe() {
    return "a foreign key";
  }

  /** Whether Knex sends it: not before it knows what is referenced. */
  boolean isWhole() {
    return Flags.isGiven(data.get("inTable")) && Flags.isGiven(data.get("references"));
  }

  /**
   * The statement that adds it.
   *
   * @param table the table, quoted
   * @param name the table as it was given
   */
  Sql added(Text table, Value name) {
    Formatter formatter = connection.formatter(place);
    Sql out = new Sql().at(place).add("alter table ").add(table).add(" add constraint ");
    Value keyName = data.get("keyName");
    if (Flags.isGiven(keyName)) {
      formatter.wrap(keyName, out);
    } else {
      out.add(formatter.indexName("foreign", name, columns));
    }
    formatter.columnize(columns, out.add(" foreign key ("));
    formatter.wrap(data.get("inTable"), out.add(") references "));
    formatter.columnize(data.get("references"), out.add(" ("));
    out.add(")");
    action(" on update ", "onUpdate", formatter, out);
    action(" on delete ", "onDelete", formatter, out);
    Value deferrable = data.get("deferrable");
    if (Flags.isGiven(deferrable)) {
      String known = Arguments.known(deferrable);
      out.add(" deferrable initially ");
      if (known == null) {
        out.add(formatter.text(deferrable));
      } else {
        out.add(known.toLowerCase(Locale.ROOT));
      }
      out.add(" ");
    }
    return out;
  }

  private void action(String words, String key, Formatter formatter, Sql out) {
    Value action = data.get(key);
    if (Flags.isGiven(action)) {
      out.add(words).add(formatter.text(action));
    }
  }
}
