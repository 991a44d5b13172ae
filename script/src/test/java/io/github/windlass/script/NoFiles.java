package io.github.windlass.script;

import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.UnreadableSourceException;
import java.util.List;

/** A project without files. */
record NoFiles() implements Project {

  @Override
  public SourceFile read(String path) throws UnreadableSourceException {
    throw new UnreadableSourceException(path);
  }

  @Override
  public List<String> list(String folder) {
    return List.of();
  }
}
