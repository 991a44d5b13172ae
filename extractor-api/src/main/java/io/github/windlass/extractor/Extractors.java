package io.github.windlass.extractor;

import io.github.windlass.extractor.MigrationExtractor.Match;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The extractors that are present.
 *
 * @param all by format's name
 */
public record Extractors(List<MigrationExtractor> all) {

  public Extractors {
    List<MigrationExtractor> sorted = new ArrayList<>(all);
    sorted.sort(BY_FORMAT);
    all = List.copyOf(sorted);
  }

  /** No lambda: every run comes through here, and the first lambda of a run costs most. */
  private static final Comparator<MigrationExtractor> BY_FORMAT =
      new Comparator<>() {
        @Override
        public int compare(MigrationExtractor one, MigrationExtractor other) {
          return one.format().compareTo(other.format());
        }
      };

  /** Finds the extractors on the class path. */
  public static Extractors installed() {
    return new Extractors(Installed.of(MigrationExtractor.class));
  }

  /** The extractor of a format, if it is present. */
  public Optional<MigrationExtractor> forFormat(String format) {
    return all.stream().filter(extractor -> extractor.format().equals(format)).findFirst();
  }

  /** The extractor that fits a source best, if any fits. */
  public Optional<MigrationExtractor> detect(SourceFile source, Project project) {
    MigrationExtractor best = null;
    Match bestMatch = Match.NO;
    for (MigrationExtractor extractor : all) {
      Match match = extractor.match(source, project);
      if (match.compareTo(bestMatch) > 0) {
        best = extractor;
        bestMatch = match;
      }
    }
    return Optional.ofNullable(best);
  }
}
