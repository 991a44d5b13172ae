package io.github.windlass.script.ecmascript;

import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.script.Environment;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.Interpreter;
import io.github.windlass.script.Language;
import io.github.windlass.script.Modules;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Thrown;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.builtin.JavaScript;
import io.github.windlass.script.ecmascript.node.NodeModules;
import io.github.windlass.script.ecmascript.node.ProjectPath;
import io.github.windlass.script.ecmascript.parser.EcmaScriptParser;
import io.github.windlass.script.ecmascript.parser.FileKind;
import io.github.windlass.script.ecmascript.parser.ParseResult;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The modules of one run: found as Node and TypeScript find them, read and run when something of
 * them is first needed, each once. Never from {@code node_modules}: packages are played by {@link
 * HostModules}, or unknown.
 *
 * <p>Imports and exports of both kinds are one another's as under TypeScript's {@code
 * esModuleInterop}.
 */
public final class EcmaScriptModules implements Modules {

  /** How many files a run may import. */
  private static final int MODULES = 2_000;

  /** How many characters the imported files of a run may have together. */
  private static final long CHARACTERS = 32 << 20;

  private static final Span NOWHERE = new Span(0, 0);

  private final ProjectFiles files;
  private final HostModules hosts;
  private final ModuleFinder finder;
  private final NodeModules node;
  private final Map<String, Module> modules = new HashMap<>();
  private final Map<String, Value> data = new HashMap<>();
  private final Map<String, Target> targets = new HashMap<>();
  private @Nullable Interpreter interpreter;
  private long characters;

  /**
   * What a specifier means.
   *
   * @param module a file of the project; null: it is none
   * @param given what a caller or Node itself gives, or a file that is no code holds
   */
  private record Target(@Nullable Module module, Value given) {

    static Target of(Value given) {
      return new Target(null, given);
    }

    static Target of(Module module) {
      return new Target(module, Value.Nothing.UNDEFINED);
    }
  }

  EcmaScriptModules(Project project, SourceFile entry, HostModules hosts) {
    this.files = new ProjectFiles(project, entry);
    this.hosts = hosts;
    this.finder = new ModuleFinder(files);
    this.node = new NodeModules(this, files);
  }

  /** Says who runs the modules. */
  void runIn(Interpreter run) {
    interpreter = run;
  }

  @Override
  public Value load(String specifier, Place from, Interpreter run) {
    return member(specifier, from, ImportedModule.WHOLE, run);
  }

  /** What {@code require(specifier)} or {@code import(specifier)} gives. */
  public Value required(Value specifier, Place from, String member, Evaluation run) {
    if (specifier instanceof Text text && text.isKnown()) {
      return member(text.text(), from, member, run);
    }
    if (specifier instanceof Text text) {
      List<String> paths = ProjectPath.candidates(text, files);
      SourceFile found = finder.at(paths, from.source().path());
      if (found != null) {
        return member(target(found, from, run), member, run, from);
      }
      if (!paths.isEmpty()) {
        return missing(paths.getFirst() + ", which is not there", from, true);
      }
    }
    String reason =
        specifier instanceof Unknown unknown ? unknown.reason() : "the name of a module is unknown";
    return new Unknown(reason, from, true);
  }

  private static Unknown missing(String reason, Place place, boolean sends) {
    return new Unknown(reason, place, sends, GapCode.MISSING_SOURCE);
  }

  /** The path of the file that a specifier means; null: none in the project. */
  public @Nullable String resolve(Text specifier, Place from) {
    String path = from.source().path();
    String known = specifier.known();
    SourceFile found =
        known == null
            ? finder.at(ProjectPath.candidates(specifier, files), path)
            : finder.find(known, path);
    return found == null ? null : found.path();
  }

  /** A member of what a specifier means, or the whole: see {@link ImportedModule}. */
  Value member(String specifier, Place from, String name, Evaluation run) {
    return member(target(specifier, from, run), name, run, from);
  }

  private Value member(Target target, String name, Evaluation run, Place from) {
    Module module = target.module();
    return module == null
        ? givenMember(target.given(), name, run, from)
        : codeMember(module, name, run);
  }

  private static Value givenMember(Value given, String name, Evaluation run, Place from) {
    if (isWhole(name)) {
      return given;
    }
    if (given instanceof Unknown unknown) {
      return of(unknown, name);
    }
    Value member = run.member(given, name, from);
    return member == Value.Nothing.UNDEFINED && name.equals(ImportedModule.DEFAULT)
        ? given
        : member;
  }

  private static boolean isWhole(String name) {
    return name.equals(ImportedModule.NAMESPACE) || name.equals(ImportedModule.WHOLE);
  }

  /** A member of a module that is unknown. */
  private static Unknown of(Unknown module, String name) {
    return isWhole(name) || name.equals(ImportedModule.DEFAULT)
        ? module
        : new Unknown(
            name + " of " + module.reason(), module.place(), module.sends(), module.code());
  }

  private Target target(String specifier, Place from, Evaluation run) {
    String path = from.source().path();
    String key = path.substring(0, path.lastIndexOf('/') + 1) + '\n' + specifier;
    Target known = targets.get(key);
    if (known == null) {
      known = find(specifier, from, run);
      targets.put(key, known);
    }
    return known;
  }

  private Target find(String specifier, Place from, Evaluation run) {
    boolean relative = ModuleFinder.isRelative(specifier);
    Value given = hosts.find(specifier, run);
    if (given == null && !relative) {
      given = node.find(specifier, from, run);
    }
    if (given != null) {
      return Target.of(given);
    }
    SourceFile file = finder.find(specifier, from.source().path());
    if (file == null) {
      return Target.of(
          relative
              ? missing(specifier + ", which is not there", from, true)
              : missing("package \"" + specifier + "\", which is not read", from, false));
    }
    return target(file, from, run);
  }

  private Target target(SourceFile file, Place from, Evaluation run) {
    String path = file.path();
    if (path.endsWith(".json")) {
      Value value = data.get(path);
      if (value == null) {
        Json json = JsonReader.read(file.text());
        value =
            json == null
                ? missing(path + ", which is no JSON", from, true)
                : value(json, file, run);
        data.put(path, value);
      }
      return Target.of(value);
    } else if (path.endsWith(".sql") || path.endsWith(".txt")) {
      // Bundlers give such a file as its text.
      Place whole = new Place(file, new Span(0, file.text().length()));
      ObjectValue object = run.object();
      object.put(ImportedModule.DEFAULT, Text.verbatim(file.text(), whole));
      return Target.of(object);
    }
    Module known = modules.get(path);
    if (known == null) {
      known = read(file, from, run);
      modules.put(path, known);
    }
    return Target.of(known);
  }

  private static Value value(Json json, SourceFile file, Evaluation run) {
    return switch (json) {
      case Json.Obj object -> {
        ObjectValue value = run.object();
        for (Map.Entry<String, Json> member : object.members().entrySet()) {
          value.put(member.getKey(), value(member.getValue(), file, run));
        }
        yield value;
      }
      case Json.Arr array -> {
        List<Value> items = new ArrayList<>(array.items().size());
        for (Json item : array.items()) {
          items.add(value(item, file, run));
        }
        yield run.list(items);
      }
      case Json.Str text -> {
        Place place = new Place(file, text.span());
        yield text.verbatim()
            ? Text.verbatim(text.text(), place)
            : Text.produced(text.text(), place);
      }
      case Json.Num number -> new Value.Num(number.value());
      case Json.Bool truth -> Value.Bool.of(truth.value());
      case Json.Null nothing -> Value.Nothing.NULL;
    };
  }

  private Module read(SourceFile file, Place from, Evaluation run) {
    if (file.text().length() > EcmaScriptProgram.CHARACTERS) {
      String reason = file.path() + ", which is " + EcmaScriptProgram.TOO_LARGE;
      return module(file, null, new Unknown(reason, from, true, GapCode.LIMIT), run);
    }
    characters += file.text().length();
    if (modules.size() >= MODULES || characters > CHARACTERS) {
      return module(
          file, null, new Unknown("more than may be imported", from, true, GapCode.LIMIT), run);
    }
    run.spend(file.text().length() / 64);
    Said said = files.once(new Contents(file), () -> contents(file));
    ParseResult.SyntaxError error = said.error();
    if (error == null) {
      return module(file, said.lowered(), null, run);
    }
    Place at = new Place(file, error.at());
    String reason = file.path() + ", which does not parse (" + error.reason() + ")";
    return module(file, null, new Unknown(reason, at, true, GapCode.SYNTAX), run);
  }

  /** What a file says. Many migrations import the same few. */
  private record Contents(SourceFile file) implements Project.Key<Said> {}

  /**
   * What a file says.
   *
   * @param lowered null: it does not parse, for {@code error}
   */
  private record Said(@Nullable Lowered lowered, ParseResult.@Nullable SyntaxError error) {}

  private static Said contents(SourceFile file) {
    ParseResult result = EcmaScriptParser.parse(file.text(), FileKind.of(file.path()));
    return result instanceof ParseResult.Parsed parsed
        ? new Said(Lowering.lower(file, parsed.tree()), null)
        : new Said(null, (ParseResult.SyntaxError) result);
  }

  private Module module(
      SourceFile file, @Nullable Lowered lowered, @Nullable Unknown why, Evaluation run) {
    ObjectValue exports = run.object();
    ObjectValue object = run.object();
    object.put("exports", exports);
    return new Module(file, lowered, why, exports, object, new ModuleScope(this, exports));
  }

  /** The file that the run begins with, run. */
  Module start(SourceFile entry, Lowered lowered, Evaluation run) {
    Module module = module(entry, lowered, null, run);
    modules.put(entry.path(), module);
    run(module);
    return module;
  }

  /** What a module exports as a whole: an object with what it passes on, too. */
  Value whole(Module module, Evaluation run) {
    return codeMember(module, ImportedModule.NAMESPACE, run);
  }

  /** A name that a module exports. */
  private record Export(Module module, String name) {}

  private Value codeMember(Module first, String firstName, Evaluation run) {
    Module module = first;
    String name = firstName;
    Set<Export> seen = new HashSet<>();
    while (true) {
      run.spend(1);
      Lowered lowered = module.lowered;
      if (lowered == null) {
        return module.unreadable == null ? Value.Nothing.UNDEFINED : of(module.unreadable, name);
      }
      if (isWhole(name)) {
        run(module);
        if (module.isEcmaScript()) {
          addStars(module, run);
        }
        return module.whole();
      }
      // What only passes a name on need not run for it.
      Lowered.Passed passed = lowered.passed().get(name);
      Target next = null;
      if (passed != null) {
        Place place = place(module, passed.source());
        if (!seen.add(new Export(module, name))) {
          String reason = module.source().path() + ", which passes it on in a circle";
          return of(missing(reason, place, true), name);
        }
        next = target(passed.source().specifier(), place, run);
        name = passed.name();
        if (next.module() == null) {
          return givenMember(next.given(), name, run, place);
        }
      } else if (lowered.isModule() && !lowered.own().contains(name)) {
        next = ofStars(module, name, run);
      }
      if (next == null) {
        return ownMember(module, name, run);
      } else if (next.module() == null) {
        return next.given();
      }
      module = next.module();
    }
  }

  private Value ownMember(Module module, String name, Evaluation run) {
    run(module);
    Place place = new Place(module.source(), NOWHERE);
    Value whole = module.whole();
    if (name.equals(ImportedModule.DEFAULT) && !module.isEcmaScript()) {
      return defaultOf(whole, run, place);
    }
    Value member = run.member(whole, name, place);
    if (member == Value.Nothing.UNDEFINED && module.thrown != null) {
      String reason = module.source().path() + ", which throws when it is read";
      return of(missing(reason, module.thrown.place(), true), name);
    }
    return member;
  }

  /** The default of CommonJS: the whole, but of what was an ES module before it was compiled. */
  private static Value defaultOf(Value whole, Evaluation run, Place place) {
    if (whole instanceof ObjectValue) {
      Value compiled = run.member(whole, "__esModule", place);
      if (run.language().truth(compiled) == Truth.TRUE) {
        return run.member(whole, ImportedModule.DEFAULT, place);
      }
    }
    return whole;
  }

  private static Place place(Module module, Lowered.Source source) {
    return new Place(module.source(), source.span());
  }

  /** An {@code export *}. */
  private record Star(String specifier, Place place) {}

  /**
   * The modules of which others export everything, each once, in the order in which a name is
   * looked for in them.
   */
  private static final class Stars {

    private final Deque<Star> pending = new ArrayDeque<>();
    private final Set<Module> seen = new HashSet<>();

    Stars(Module module) {
      follow(module);
    }

    void follow(Module module) {
      if (module.lowered != null && seen.add(module)) {
        for (Lowered.Source star : module.lowered.stars().reversed()) {
          pending.push(new Star(star.specifier(), EcmaScriptModules.place(module, star)));
        }
      }
    }

    @Nullable Star next(Evaluation run) {
      run.spend(1);
      return pending.poll();
    }
  }

  /** Where a name is from {@code export *}: a module, or its value; null: none has it. */
  private @Nullable Target ofStars(Module module, String name, Evaluation run) {
    if (name.equals(ImportedModule.DEFAULT)) {
      return null;
    }
    Stars stars = new Stars(module);
    Target unread = null;
    for (Star star = stars.next(run); star != null; star = stars.next(run)) {
      Target target = target(star.specifier(), star.place(), run);
      Module other = target.module();
      Lowered inner = other == null ? null : other.lowered;
      if (other != null && inner != null && inner.isModule()) {
        if (inner.own().contains(name) || inner.passed().containsKey(name)) {
          return target;
        }
        stars.follow(other);
        continue;
      }
      Value found =
          other == null
              ? givenMember(target.given(), name, run, star.place())
              : inner == null ? other.unreadable : ownMember(other, name, run);
      if (found instanceof Unknown) {
        unread = Target.of(found);
      } else if (found != null && found != Value.Nothing.UNDEFINED) {
        return Target.of(found);
      }
    }
    return unread;
  }

  /** Adds what {@code export *} passes on, where all names are asked for. */
  private void addStars(Module module, Evaluation run) {
    Stars stars = new Stars(module);
    for (Star star = stars.next(run); star != null; star = stars.next(run)) {
      Target target = target(star.specifier(), star.place(), run);
      Module other = target.module();
      Value whole = target.given();
      if (other != null) {
        run(other);
        whole = other.unreadable == null ? other.whole() : other.unreadable;
        if (other.isEcmaScript()) {
          stars.follow(other);
        }
      }
      if (whole instanceof ObjectValue object && object != module.exports) {
        for (String key : object.keys()) {
          if (!key.equals(ImportedModule.DEFAULT) && !module.exports.has(key)) {
            PassedOn getter = new PassedOn(this, star.specifier(), star.place(), key);
            module.exports.define(key, getter, null);
          }
        }
      } else if (whole instanceof Unknown unknown) {
        module.exports.becomeUncertain(unknown);
      }
    }
  }

  private void run(Module module) {
    Lowered lowered = module.lowered;
    Interpreter runner = interpreter;
    if (module.begun || lowered == null || runner == null) {
      return;
    }
    module.begun = true;
    for (Map.Entry<String, Lowered.Passed> entry : lowered.passed().entrySet()) {
      Lowered.Source source = entry.getValue().source();
      PassedOn getter =
          new PassedOn(this, source.specifier(), place(module, source), entry.getValue().name());
      module.exports.define(entry.getKey(), getter, null);
    }
    Environment outer = new Environment(null);
    surround(outer, module, runner);
    try {
      runner.run(lowered.script(), new Environment(outer));
    } catch (Thrown thrown) {
      module.thrown = thrown;
    }
  }

  /** Declares what Node's wrapper around a module gives it. */
  private void surround(Environment scope, Module module, Interpreter runner) {
    Place place = new Place(module.source(), NOWHERE);
    Text file = ProjectPath.text(module.source().path(), files.root(), place);
    Text folder = ProjectPath.folder(module.source().path(), files.root(), place);
    runner.declare(scope, Lowering.MODULE, module.scope);
    runner.declare(scope, Lowering.META, new ImportMeta(this, place, file, folder));
    module.object.put("filename", file);
    module.object.put("id", file);
    module.object.put("path", folder);
    // What runs migrations is another module, which requires them.
    ObjectValue parent = runner.object();
    parent.becomeUncertain(new Unknown("module.parent", place));
    module.object.put("parent", parent);
    runner.declare(scope, "module", module.object);
    runner.declare(scope, "exports", module.exports);
    runner.declare(scope, "require", new Require(this, place));
    runner.declare(scope, "__filename", file);
    runner.declare(scope, "__dirname", folder);
  }

  /** JavaScript, with what Node gives to every module. */
  Language language() {
    return new JavaScript(node);
  }
}
