package io.github.windlass.script.ecmascript.node;

import io.github.windlass.extractor.Project;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.ecmascript.ProjectFiles;
import java.util.ArrayList;
import java.util.List;

/**
 * Absolute paths of the machine that will run the migration: where the project is there is unknown,
 * so it is a hole at the start of the path. What stands behind it is known.
 */
public final class ProjectPath {

  /** Why the start of an absolute path is unknown. */
  public static final String PROJECT = "the folder of the project";

  /** Why the folder in which a program runs is unknown. */
  public static final String WORKING = "the working directory";

  private ProjectPath() {}

  /** The absolute path of a file of the project. */
  public static Text text(String path, String root, Place place) {
    String inner = path.startsWith(root) ? path.substring(root.length()) : path;
    Text project = Text.hole(new Unknown(PROJECT, place));
    return inner.isEmpty() ? project : project.concat(Text.produced("/" + inner, place));
  }

  /** The absolute path of the folder of a file. */
  public static Text folder(String path, String root, Place place) {
    int end = Math.max(path.lastIndexOf('/'), root.length());
    return text(path.substring(0, Math.min(end, path.length())), root, place);
  }

  /**
   * The paths in the project that an absolute path, or the URL of one, may mean; empty: where it
   * leads is not known, or it leads out.
   */
  public static List<String> candidates(Text path, ProjectFiles files) {
    Holes holes = new Holes();
    String encoded = holes.encode(path);
    if (encoded.startsWith(UrlValue.FILE)) {
      encoded = encoded.substring(UrlValue.FILE.length());
    }
    encoded = PathModule.normalize(encoded, holes);
    boolean inProject = holes.begins(encoded, PROJECT);
    if ((!inProject && !holes.begins(encoded, WORKING)) || holes.next(encoded, 1) >= 0) {
      return List.of();
    }
    String inner = encoded.substring(encoded.startsWith("/", 1) ? 2 : 1);
    if (inner.startsWith("..")) {
      return List.of();
    }
    if (inProject) {
      return List.of(files.root() + inner);
    }
    List<String> candidates = new ArrayList<>();
    for (String folder : files.workingFolders()) {
      candidates.add(Project.resolve(folder, inner));
    }
    return candidates;
  }

  /**
   * A relative specifier that means in a file what an absolute path in the project means; what is
   * none is given back.
   */
  public static String specifier(Text path, Place place, Project project) {
    Holes holes = new Holes();
    String encoded = PathModule.normalize(holes.encode(path), holes);
    if (!holes.begins(encoded, PROJECT) || !encoded.startsWith("/", 1)) {
      return path.text();
    }
    StringBuilder specifier = new StringBuilder("./");
    String from = place.source().path();
    for (int i = from.indexOf('/'); i >= 0; i = from.indexOf('/', i + 1)) {
      specifier.append("../");
    }
    return specifier.append(project.root()).append(encoded, 2, encoded.length()).toString();
  }

  /** {@code process.cwd()}. */
  public static Text working(Place place) {
    return Text.hole(new Unknown(WORKING, place));
  }
}
