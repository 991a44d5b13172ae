package io.github.windlass.script.ecmascript.node;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.EcmaScriptModules;
import io.github.windlass.script.ecmascript.ProjectFiles;
import io.github.windlass.script.ecmascript.Require;
import io.github.windlass.script.ecmascript.builtin.JavaScript;
import io.github.windlass.script.ecmascript.builtin.Surroundings;
import org.jspecify.annotations.Nullable;

/**
 * Node's own modules and globals, and packages that are little more than one of them or of the
 * language's.
 */
public final class NodeModules implements Surroundings {

  private final EcmaScriptModules modules;
  private final ProjectFiles project;
  private final FileSystem files;
  private final FileSystem promises;
  private final PathModule paths = new PathModule();
  private final ProcessObject process = new ProcessObject();
  private final Timers timers = new Timers(false);

  public NodeModules(EcmaScriptModules modules, ProjectFiles files) {
    this.modules = modules;
    this.project = files;
    this.files = new FileSystem(files, false);
    this.promises = new FileSystem(files, true);
  }

  /** What a module of Node's exports; null: Node has none of that name. */
  public @Nullable Value find(String specifier, Place from, Evaluation run) {
    boolean prefixed = specifier.startsWith("node:");
    String name = prefixed ? specifier.substring("node:".length()) : specifier;
    return switch (name) {
      case "fs", "fs-extra", "graceful-fs" -> files;
      case "fs/promises" -> promises;
      case "bluebird" -> JavaScript.bluebird();
      case "path", "path/posix", "upath" -> paths;
      case "url" -> new UrlModule();
      case "process" -> process;
      case "crypto" -> new Cryptography();
      case "util" -> new Utilities();
      case "assert", "assert/strict" -> Utilities.Assert.ASSERT;
      case "child_process", "execa", "shelljs", "cross-spawn" -> new ChildProcess(name);
      case "timers" -> timers;
      case "timers/promises" -> new Timers(true);
      case "console" -> Silent.CONSOLE;
      case "buffer" -> new BufferModule();
      case "os" -> new OperatingSystem();
      case "uuid", "nanoid", "cuid", "@paralleldrive/cuid2", "ulid", "bcrypt", "bcryptjs" ->
          new Unknown("a value of " + name, from);
      case "module" -> module(run);
      case "events",
          "stream",
          "stream/promises",
          "http",
          "https",
          "net",
          "tls",
          "dns",
          "readline",
          "readline/promises",
          "zlib",
          "vm",
          "v8",
          "worker_threads",
          "cluster",
          "perf_hooks",
          "async_hooks",
          "querystring",
          "string_decoder",
          "punycode",
          "tty",
          "repl",
          "inspector",
          "test",
          "sqlite" ->
          new Unknown("Node's " + name, from);
      default -> prefixed ? new Unknown("Node's " + name, from) : null;
    };
  }

  private Value module(Evaluation run) {
    ObjectValue module = run.object();
    module.put(
        "createRequire",
        new NativeFunction(
            "createRequire", (self, arguments, within, place) -> new Require(modules, place)));
    return module;
  }

  @Override
  public @Nullable Value global(String name, Evaluation run, Place place) {
    return switch (name) {
      case "process" -> process;
      case "global" -> run.language().global("globalThis", run, place);
      case "eval" -> new Unknown("eval", place, true);
      case "console" -> Silent.CONSOLE;
      case "Buffer" -> new BufferModule();
      case "URL" -> UrlModule.Constructor.URL;
      case "crypto" -> new Cryptography();
      case "setTimeout",
          "setImmediate",
          "setInterval",
          "clearTimeout",
          "clearImmediate",
          "clearInterval",
          "queueMicrotask" ->
          new NativeFunction(
              name, (self, arguments, within, at) -> timers.apply(name, arguments, within, at));
      // What else Node has; a name that is none is an error of the script.
      case "AbortController",
          "AbortSignal",
          "Blob",
          "BroadcastChannel",
          "CompressionStream",
          "CryptoKey",
          "CustomEvent",
          "DecompressionStream",
          "Event",
          "EventTarget",
          "File",
          "FormData",
          "Headers",
          "MessageChannel",
          "MessageEvent",
          "MessagePort",
          "Navigator",
          "Performance",
          "ReadableStream",
          "Request",
          "Response",
          "SubtleCrypto",
          "TextDecoder",
          "TextDecoderStream",
          "TextEncoder",
          "TextEncoderStream",
          "TransformStream",
          "URLSearchParams",
          "WebAssembly",
          "WebSocket",
          "WritableStream",
          "fetch",
          "navigator",
          "performance" ->
          new Unknown(name, place);
      default -> null;
    };
  }

  @Override
  public @Nullable Value declared(String name, Evaluation run, Place place) {
    return DeclaredGlobals.has(name, place.source(), project)
        ? new Unknown(name + ", which the application defines", place, true)
        : null;
  }
}
