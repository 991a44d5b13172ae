package io.github.windlass.script.ecmascript.parser;

/** What a file's name says of its contents. */
public enum FileKind {
  TS,
  MTS,
  CTS,
  /** {@code .d.ts}, {@code .d.mts}, {@code .d.cts}: declarations alone. */
  DTS,
  JS,
  MJS,
  CJS;

  /**
   * By the extension of {@code path}, in any case; what has none of ours is taken for TypeScript.
   */
  public static FileKind of(String path) {
    if (ends(path, ".d.ts") || ends(path, ".d.mts") || ends(path, ".d.cts")) {
      return DTS;
    } else if (ends(path, ".mts")) {
      return MTS;
    } else if (ends(path, ".cts")) {
      return CTS;
    } else if (ends(path, ".mjs")) {
      return MJS;
    } else if (ends(path, ".cjs")) {
      return CJS;
    } else if (ends(path, ".js")) {
      return JS;
    } else {
      return TS;
    }
  }

  /** Whether the file is JavaScript, in which {@code <T>x} and {@code f<T>(x)} are no types. */
  public boolean isJavaScript() {
    return switch (this) {
      case JS, MJS, CJS -> true;
      case TS, MTS, CTS, DTS -> false;
    };
  }

  /** Whether the file is a module whatever it holds. */
  boolean isModule() {
    return switch (this) {
      case MTS, CTS, MJS, CJS -> true;
      case TS, DTS, JS -> false;
    };
  }

  private static boolean ends(String path, String extension) {
    int length = extension.length();
    return path.regionMatches(true, path.length() - length, extension, 0, length);
  }
}
