package io.github.windlass.extractor.typeorm.ddl;

import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The name of a table or view as TypeORM takes it apart ({@code PostgresDriver.parseTableName}).
 *
 * @param schema null: none is said
 */
public record TablePath(@Nullable Text schema, Text name) {

  /** A name with or without a schema before a dot. */
  public static TablePath parse(Text path) {
    List<Text> parts = split(path);
    return parts.size() > 1 ? new TablePath(parts.get(0), parts.get(1)) : new TablePath(null, path);
  }

  /** As {@link #parse}, with the schema that a table says beside its name. */
  static TablePath of(Value schema, Text name) {
    TablePath parsed = parse(name);
    return Values.mayBeThere(schema) ? new TablePath(Values.text(schema), parsed.name()) : parsed;
  }

  /** With a schema where none is said. */
  TablePath in(Text otherwise) {
    return schema == null ? new TablePath(otherwise, name) : this;
  }

  /** As {@code schema.name}. */
  public Text joined() {
    return schema == null ? name : schema.concat(Text.of(".")).concat(name);
  }

  /** The parts of a text between dots; those within a hole do not count. */
  static List<Text> split(Text text) {
    List<Text> parts = new ArrayList<>();
    int from = 0;
    int at = 0;
    for (Text.Piece piece : text.pieces()) {
      if (piece instanceof Text.Piece.Known known) {
        for (int i = known.text().indexOf('.'); i >= 0; i = known.text().indexOf('.', i + 1)) {
          parts.add(text.slice(from, at + i));
          from = at + i + 1;
        }
      }
      at += piece.text().length();
    }
    parts.add(text.slice(from, text.text().length()));
    return parts;
  }
}
