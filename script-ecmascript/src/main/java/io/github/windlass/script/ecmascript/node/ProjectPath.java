package io.github.windlass.script.ecmascript.node;

import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;

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

  /** {@code process.cwd()}. */
  public static Text working(Place place) {
    return Text.hole(new Unknown(WORKING, place));
  }
}
