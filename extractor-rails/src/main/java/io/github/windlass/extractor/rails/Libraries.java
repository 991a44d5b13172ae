package io.github.windlass.extractor.rails;

import io.github.windlass.extractor.rails.model.SqlLiteral;
import io.github.windlass.script.Value;
import org.jspecify.annotations.Nullable;

/** The constants of libraries that send no SQL. */
final class Libraries {

  private Libraries() {}

  static @Nullable Value constant(String name, Rails rails) {
    return switch (name) {
      case "Rails" -> new RailsSpace(rails);
      case "File" -> new FileSpace(rails);
      case "Arel" -> new SqlLiteral.Space();
      case "Scenic", "Fx" -> new Views.Library(name, rails);
      case "ENV",
          "Time",
          "Date",
          "DateTime",
          "SecureRandom",
          "Random",
          "JSON",
          "YAML",
          "Psych",
          "Digest",
          "OpenSSL",
          "Base64",
          "BigDecimal",
          "Logger",
          "Benchmark",
          "I18n",
          "ERB",
          "CSV",
          "URI",
          "Pathname",
          "FileUtils",
          "Dir",
          "IO",
          "STDOUT",
          "STDERR",
          "STDIN",
          "ARGV",
          "RUBY_VERSION",
          "RbConfig",
          "GC",
          "Process",
          "Thread",
          "Mutex",
          "Timeout",
          "Zlib",
          "StringIO",
          "Marshal",
          "ObjectSpace",
          "ActiveSupport",
          "ActiveModel",
          "ActionView",
          "ActionController",
          "Concurrent",
          "PG",
          "Mysql2",
          "SQLite3",
          "Rake",
          "Bundler",
          "Gem",
          "MultiJson",
          "Oj",
          "Nokogiri" ->
          new Inert(name);
      default -> null;
    };
  }
}
