package io.github.windlass.extractor.conformance;

import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.UnreadableSourceException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A project whose files are given by path. */
public record MemoryProject(Map<String, String> files) implements Project {

  @Override
  public SourceFile read(String path) throws UnreadableSourceException {
    String text = files.get(path);
    if (text == null) {
      boolean folder = files.keySet().stream().anyMatch(file -> file.startsWith(path + "/"));
      throw new UnreadableSourceException(folder ? "a folder" : "no such file");
    }
    return new SourceFile(path, text);
  }

  @Override
  public List<String> list(String folder) {
    TreeSet<String> names = new TreeSet<>();
    String start =
        folder.equals(".") ? "" : folder.isEmpty() || folder.endsWith("/") ? folder : folder + "/";
    for (String path : files.keySet()) {
      if (path.startsWith(start)) {
        String rest = path.substring(start.length());
        int slash = rest.indexOf('/');
        names.add(slash < 0 ? rest : rest.substring(0, slash + 1));
      }
    }
    return List.copyOf(names);
  }
}
