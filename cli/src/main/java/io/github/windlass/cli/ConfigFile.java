package io.github.windlass.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.github.windlass.analyzer.rule.RuleOptions;
import io.github.windlass.cli.CommandLineTool.UsageException;
import io.github.windlass.extractor.TextFile;
import io.github.windlass.extractor.UnreadableSourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code windlass.toml}: in the working directory, or in the nearest folder above it that has one,
 * up to that of the Git repository. Its paths are relative to its folder, and lead nowhere outside.
 */
final class ConfigFile {

  /** What it is called. */
  static final String NAME = "windlass.toml";

  private static final int SIZE_LIMIT = 1 << 20;

  /** The keys that are options of the command line, too. */
  static final List<String> OPTIONS =
      List.of(
          "format",
          "history",
          "max-risk",
          "postgres",
          "rails",
          "rewrites",
          "rules",
          "snapshot",
          "stats-file");

  private static final List<String> PATHS = List.of("history", "snapshot", "stats-file");

  private final Path directory;
  private final Path folder;

  private ConfigFile(Path directory, Path folder) {
    this.directory = directory;
    this.folder = folder;
  }

  /** The folder whose file holds for a working directory; null: there is none. */
  static Config around(Path directory) {
    for (Path at = directory.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
      Path file = at.resolve(NAME);
      if (Files.isRegularFile(file)) {
        return new ConfigFile(directory.toAbsolutePath().normalize(), at).read(file);
      }
      if (Files.exists(at.resolve(".git"))) {
        break;
      }
    }
    return Config.NONE;
  }

  private Config read(Path file) {
    try {
      return config(new TomlMapper().readTree(TextFile.read(file, SIZE_LIMIT)));
    } catch (JsonProcessingException e) {
      String place =
          e.getLocation() == null ? "" : " (line " + Math.max(1, e.getLocation().getLineNr()) + ")";
      throw new UsageException(NAME + ": no TOML: " + e.getOriginalMessage() + place);
    } catch (UnreadableSourceException e) {
      throw new UsageException(NAME + ": " + e.getMessage());
    } catch (UsageException e) {
      throw new UsageException(NAME + ": " + e.getMessage());
    }
  }

  private Config config(JsonNode tree) {
    Map<String, List<String>> options = new LinkedHashMap<>();
    RuleOptions ruleOptions = RuleOptions.DEFAULTS;
    Map<String, String> session = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> each : tree.properties()) {
      String key = each.getKey();
      if (OPTIONS.contains(key)) {
        options.put("--" + key, values(key, each.getValue()));
      } else if (key.equals("rule-options") && each.getValue().isObject()) {
        for (Map.Entry<String, JsonNode> option : each.getValue().properties()) {
          ruleOptions =
              Config.with(ruleOptions, option.getKey(), texts(option.getKey(), option.getValue()));
        }
      } else if (key.equals("session") && each.getValue().isObject()) {
        for (Map.Entry<String, JsonNode> setting : each.getValue().properties()) {
          // The server does not tell them apart by case.
          String name = setting.getKey().toLowerCase(Locale.ROOT);
          String value = one(setting.getKey(), setting.getValue());
          if (name.endsWith("_timeout")) {
            Config.time(setting.getKey(), value);
          }
          session.put(name, value);
        }
      } else {
        throw new UsageException(
            "unknown key '"
                + key
                + "'; there are "
                + String.join(", ", OPTIONS)
                + ", [rule-options] and [session]");
      }
    }
    return new Config(options, ruleOptions, session);
  }

  private List<String> values(String key, JsonNode node) {
    List<String> values = new ArrayList<>();
    if (key.equals("rules")) {
      values.add(String.join(",", texts(key, node)));
    } else if (key.equals("history")) {
      values.addAll(texts(key, node));
    } else {
      values.add(one(key, node));
    }
    if (PATHS.contains(key)) {
      values.replaceAll(value -> path(key, value));
    }
    return values;
  }

  private static String one(String key, JsonNode node) {
    List<String> texts = texts(key, node);
    if (node.isArray() || texts.size() != 1) {
      throw new UsageException(key + " takes one value");
    }
    return texts.get(0);
  }

  private static List<String> texts(String key, JsonNode node) {
    List<String> texts = new ArrayList<>();
    if (node.isArray()) {
      for (JsonNode item : node) {
        if (!item.isValueNode()) {
          throw new UsageException(key + " takes texts");
        }
        texts.add(item.asText());
      }
    } else if (node.isValueNode()) {
      texts.add(node.asText());
    } else {
      throw new UsageException(key + " is no table");
    }
    return texts;
  }

  /** A path of the file as the command line would have it. */
  private String path(String key, String value) {
    try {
      Path place = folder.resolve(value).normalize();
      boolean within =
          place.startsWith(folder)
              && (!Files.exists(place) || place.toRealPath().startsWith(folder.toRealPath()));
      if (!within) {
        throw new UsageException(key + " leads out of the project: " + value);
      }
      // Not as it stands there: behind a link, .. leads elsewhere.
      String path = directory.relativize(place).toString().replace('\\', '/');
      return path.isEmpty() ? "." : path;
    } catch (InvalidPathException e) {
      throw new UsageException(key + ": no path: " + value);
    } catch (IOException e) {
      throw new UsageException(key + ": cannot be read: " + value);
    }
  }
}
