package io.github.windlass.tracer.rows;

import io.github.windlass.tracer.Preparation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Fills every table of a database. */
public record SyntheticRows(int count) implements Preparation {

  @Override
  public String name() {
    return "rows";
  }

  @Override
  public boolean hasAllRights() {
    return true;
  }

  @Override
  public List<String> prepare(Connection database) throws SQLException {
    return List.of();
  }
}
