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
    record Folder(String path) implements Found {

      /** Its path for a person. */
      String shown() {
        return path.isEmpty() ? "./" : path;
      }
    }

    /** Nothing, for sure. */
    record Nothing(String reason) implements Found {

      /** What would have been read. */
      Unknown value(Place place) {
        return new Unknown(reason, place, false, GapCode.MISSING_SOURCE);
      }
    }

    /** The path is not known, or what is there may not be read. */
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
    boolean outside = path.startsWith("/");
    for (String candidate : candidates(path, inProject, inFolder)) {
      Found found = at(candidate, place);
      if (found != null) {
        return found;
      }
      outside |= isOutside(candidate);
    }
    Found.Nothing nothing = new Found.Nothing(shown + ", which is not there");
    return outside ? new Found.Unsure(nothing.value(place)) : nothing;
  }

  private static boolean isOutside(String path) {
    return path.startsWith("..") || path.contains("/../");
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

  private @Nullable Found at(String path, Place place) {
    String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    if (isOutside(bare)) {
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
    if (files.whyNot(bare).startsWith("no such")) {
      return null;
    }
    String reason = bare + ", which cannot be read (" + files.whyNot(bare) + ")";
    return new Found.Unsure(new Found.Nothing(reason).value(place));
  }

  /** The names in a folder, folders with a {@code /} at the end. */
  List<String> list(Found.Folder folder) {
    return files.list(folder.path());
  }
}
