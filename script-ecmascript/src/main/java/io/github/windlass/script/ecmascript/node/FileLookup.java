package io.github.windlass.script.ecmascript.node;

import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.ProjectFiles;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is at a path, in the project alone. */
final class FileLookup {

  private final ProjectFiles files;

  FileLookup(ProjectFiles files) {
    this.files = files;
  }

  /** What is at a path. */
  sealed interface Found {

    /** A file. */
    record File(SourceFile source) implements Found {}

    /** A folder, and its path with a {@code /} at the end, or empty. */
    record Folder(String path) implements Found {}

    /** Nothing, or nothing that may be read. */
    record Nothing(String reason) implements Found {

      /** What would have been read. */
      Unknown value(Place place) {
        return new Unknown(reason, place, false, GapCode.MISSING_SOURCE);
      }
    }

    /** The path is not known. */
    record Unsure(Unknown why) implements Found {}
  }

  Found find(Value value, Evaluation run, Place place) {
    Value given = value instanceof UrlValue url ? url.path(place) : value;
    if (given instanceof Unknown unknown) {
      return new Found.Unsure(unknown);
    }
    Text text = run.language().text(given, run, place);
    Holes holes = new Holes();
    String path = holes.encode(text);
    if (path.startsWith("file://")) {
      path = path.substring("file://".length());
    }
    path = PathModule.normalize(path, holes);
    boolean inProject = holes.begins(path, ProjectPath.PROJECT);
    boolean inFolder = holes.begins(path, ProjectPath.WORKING);
    int hole = holes.next(path, inProject || inFolder ? 1 : 0);
    if (hole >= 0) {
      return new Found.Unsure(new Unknown(holes.reason(path.charAt(hole)), place));
    }
    String shown = shown(path, inProject || inFolder);
    for (String candidate : candidates(path, inProject, inFolder)) {
      Found found = at(candidate);
      if (found != null) {
        return found;
      }
    }
    return new Found.Nothing(shown + ", which is not there");
  }

  private static String shown(String path, boolean rooted) {
    String bare = rooted ? path.substring(1) : path;
    return bare.startsWith("/") && rooted ? bare.substring(1) : bare;
  }

  private List<String> candidates(String path, boolean inProject, boolean inFolder) {
    if (path.startsWith("/")) {
      return List.of();
    }
    List<String> candidates = new ArrayList<>();
    String inner = shown(path, inProject || inFolder);
    if (inProject) {
      candidates.add(files.root() + inner);
    } else {
      for (String folder : files.workingFolders()) {
        candidates.add(Project.resolve(folder, inner));
      }
    }
    return candidates;
  }

  private @Nullable Found at(String path) {
    String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    if (bare.startsWith("..") || bare.contains("/../")) {
      return null;
    }
    SourceFile file = bare.isEmpty() ? null : files.read(bare);
    if (file != null) {
      return new Found.File(file);
    }
    boolean isFolder = bare.isEmpty() || files.whyNot(bare).equals("a folder");
    if (isFolder) {
      return new Found.Folder(bare.isEmpty() ? "" : bare + "/");
    }
    return files.whyNot(bare).startsWith("no ") || files.whyNot(bare).startsWith("outside")
        ? null
        : new Found.Nothing(bare + ", which cannot be read (" + files.whyNot(bare) + ")");
  }

  /** The names in a folder, folders with a {@code /} at the end. */
  List<String> list(Found.Folder folder) {
    return files.list(folder.path());
  }
}
