package io.github.windlass.analyzer.catalog;

import io.github.windlass.fixtures.Golden;
import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.tree.Statement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Histories of statements, as the fixtures have them and as nobody would write them. */
final class Histories {

  private Histories() {}

  static List<String> texts(String folder) {
    try (Stream<Path> files = Files.walk(Golden.root().resolve(folder))) {
      List<String> texts = new ArrayList<>();
      for (Path file : files.filter(each -> each.toString().endsWith(".sql")).sorted().toList()) {
        texts.add(Files.readString(file));
      }
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A catalog with some of everything: all histories, one after the other. */
  static Catalog rich() {
    Catalog catalog = Catalog.empty();
    for (String text : texts("fixtures/catalog")) {
      catalog = folded(catalog, PostgresParser.parse(text).statements(), 18);
    }
    return catalog;
  }

  static Catalog folded(Catalog before, List<Statement> statements, int version) {
    Catalog catalog = before;
    for (Statement statement : statements) {
      catalog = CatalogFold.fold(catalog, statement, version);
    }
    return catalog;
  }

  /** The statements of all histories. */
  static List<String> statements() {
    List<String> statements = new ArrayList<>();
    for (String text : texts("fixtures/catalog")) {
      PostgresParser.parse(text).items().forEach(item -> statements.add(item.span().in(text)));
    }
    return statements;
  }

  /** One of the statements with words of another in it. */
  static String mutated(List<String> statements, Random random) {
    List<String> words =
        new ArrayList<>(
            List.of(statements.get(random.nextInt(statements.size())).split("(?<=\\W)|(?=\\W)")));
    String[] others = statements.get(random.nextInt(statements.size())).split("(?<=\\W)|(?=\\W)");
    for (int change = random.nextInt(3); change >= 0 && !words.isEmpty(); change--) {
      int at = random.nextInt(words.size());
      switch (random.nextInt(3)) {
        case 0 -> words.set(at, others[random.nextInt(others.length)]);
        case 1 -> words.remove(at);
        default -> words.set(at, words.get(random.nextInt(words.size())));
      }
    }
    return String.join("", words);
  }
}
