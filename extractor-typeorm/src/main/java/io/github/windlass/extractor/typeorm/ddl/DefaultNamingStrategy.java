package io.github.windlass.extractor.typeorm.ddl;

import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names made of a kind's letters and the SHA-1 of the table's name, without its schema, and the
 * columns' names in order ({@code naming-strategy/DefaultNamingStrategy}).
 *
 * @param place where unknown names come from
 */
public record DefaultNamingStrategy(Place place) implements NamingStrategy {

  private static final int LONG = 27;
  private static final int SHORT = 26;

  @Override
  public Value primaryKeyName(Text table, Several<? extends Value> columns) {
    return name("PK_", LONG, table, keyOf(columns));
  }

  @Override
  public Value uniqueConstraintName(Text table, Several<? extends Value> columns) {
    return name("UQ_", LONG, table, keyOf(columns));
  }

  @Override
  public Value foreignKeyName(
      Text table,
      Several<? extends Value> columns,
      Text referencedTable,
      Several<? extends Value> referencedColumns) {
    return name("FK_", LONG, table, keyOf(columns));
  }

  @Override
  public Value indexName(Text table, Several<? extends Value> columns, Value where) {
    String key = keyOf(columns);
    return switch (Values.truth(where)) {
      case FALSE -> name("IDX_", SHORT, table, key);
      case TRUE -> {
        String predicate = Values.text(where).known();
        yield name(
            "IDX_", SHORT, table, key == null || predicate == null ? null : key + "_" + predicate);
      }
      case UNKNOWN -> name("IDX_", SHORT, table, null);
    };
  }

  @Override
  public Value checkConstraintName(Text table, Value expression) {
    return name("CHK_", SHORT, table, Values.text(expression).known());
  }

  @Override
  public Value exclusionConstraintName(Text table, Value expression) {
    return name("XCL_", SHORT, table, Values.text(expression).known());
  }

  private static @Nullable String keyOf(Several<? extends Value> columns) {
    if (!columns.isCertain()) {
      return null;
    }
    List<String> names = new ArrayList<>();
    for (Value column : columns.known()) {
      String name = Values.text(column).known();
      if (name == null) {
        return null;
      }
      names.add(name);
    }
    Collections.sort(names);
    return String.join("_", names);
  }

  private Value name(String letters, int length, Text table, @Nullable String key) {
    List<Text> parts = TablePath.split(table);
    String tableName = parts.get(parts.size() - 1).known();
    if (tableName == null || key == null) {
      return new Unknown("the " + letters + " name that TypeORM makes of what is unknown", place);
    }
    return Text.of(letters + sha1(tableName + "_" + key).substring(0, length));
  }

  private static String sha1(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      // Every Java platform has it (MessageDigest's documentation).
      throw new IllegalStateException(e);
    }
  }
}
