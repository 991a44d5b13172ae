package io.github.windlass.extractor;

import java.util.List;
import java.util.Optional;

/** The writers of migrations that are present. */
public record MigrationWriters(List<MigrationWriter> all) {

  public MigrationWriters {
    all = List.copyOf(all);
  }

  /** Finds the writers on the class path. */
  public static MigrationWriters installed() {
    return new MigrationWriters(Installed.of(MigrationWriter.class));
  }

  /** The writer of a format, if there is one. */
  public Optional<MigrationWriter> forFormat(String format) {
    return all.stream().filter(writer -> writer.format().equals(format)).findFirst();
  }
}
