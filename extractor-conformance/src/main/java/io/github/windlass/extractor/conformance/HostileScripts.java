package io.github.windlass.extractor.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.MigrationExtractor;
import io.github.windlass.extractor.SchemaView;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.ThrowingConsumer;

/**
 * Hostile input is normal input: whatever a file holds, extraction ends in time, on a small stack,
 * and says where it gave up.
 */
public final class HostileScripts {

  private static final long STACK = 512 << 10;
  private static final long MILLISECONDS = 30_000;
  private static final String PATH = "db/m.js";

  private final MigrationExtractor extractor;
  private final String before;
  private final String send;

  /**
   * @param extractor whose files are scripts
   * @param before what makes a body a migration, up to the body, which ends with two braces
   * @param send what sends a text, up to its opening parenthesis: {@code await knex.raw}
   */
  public HostileScripts(MigrationExtractor extractor, String before, String send) {
    this.extractor = extractor;
    this.before = before;
    this.send = send;
  }

  /** The tests. */
  public Stream<DynamicTest> tests() {
    return Stream.of(endless(), odd(), nested(), large(), broken(), imports())
        .flatMap(each -> each);
  }

  /** What never ends is a gap. */
  private Stream<DynamicTest> endless() {
    return Stream.of(
            "for (;;) {}",
            "for (;;) { S('a'); }",
            "let i = 0; while (i < 1) { S('a' + i); }",
            "let x = await S('a'); do { x = await S('b'); } while (true);",
            "const f = (n) => f(n + 1) + 1; f(0);",
            "const f = async () => { S('a'); await f(); }; await f();",
            "let s = 'x'; for (let i = 0; i < 64; i++) { s = s + s; } S(s);",
            "let s = `x`; for (;;) { s = `${s}${s}`; }",
            "let a = []; for (;;) { a = [...a, ...a, 1]; }",
            "S('x'.repeat(2 ** 31));",
            "new Array(1e9).fill(0).forEach(() => S('a'));",
            "const o = {}; o.o = o; for (;;) { Object.assign(o, { ...o }); }",
            "class A { constructor() { new A(); } } new A();",
            "const o = { get x() { return this.x; } }; S(o.x);",
            "const o = { toString() { return `${this}`; } }; S(`${o}`);")
        .map(body -> test(body, body, all -> assertThat(all.getFirst().gaps()).isNotEmpty()));
  }

  /** What ends is told as far as it goes, and never throws at the caller. */
  private Stream<DynamicTest> odd() {
    return Stream.of(
            "await new Promise(() => {}); S('a');",
            "for (const x of (function* () { for (;;) yield 1; })()) { S('a'); }",
            "const o = { get x() { throw new Error('no'); } }; S('a'); S(o.x);",
            "const p = new Proxy({}, { get() { throw 1; } }); S(p.a);",
            "S('a'.repeat(50) + (/^(a+)+$/.test('a'.repeat(50) + 'b') ? 1 : 2));",
            "const o = {}; o.o = o; S(JSON.stringify(o));",
            "S(JSON.parse('['.repeat(100000)));",
            "S(Symbol.iterator); S(null); S(undefined); S(NaN); S({}); S([]); S(() => {});",
            "throw null;",
            "throw { get message() { throw 1; } };",
            "Object.defineProperty(Object.prototype, 'x', { get() { throw 1; } }); S('a');",
            "Object.prototype.then = (f) => f(); S('a');",
            "eval('for (;;) {}'); new Function('for (;;) {}')(); S('a');",
            "process.exit(1); S('a');",
            "require('child_process').execSync('exit 1'); S('a');",
            "require('fs').readFileSync('/etc/passwd');"
                + " S(require('fs').readFileSync('/etc/passwd'));",
            "with (this) { S('a'); }",
            "S('\\u0000\\uD800'); S(`\\u{10FFFF}`);")
        .map(body -> test(body, body, all -> assertThat(all).hasSizeLessThan(2)));
  }

  private Stream<DynamicTest> nested() {
    int deep = 50_000;
    Map<String, String> bodies = new HashMap<>();
    bodies.put("parentheses", "S(" + "(".repeat(deep) + "'a'" + ")".repeat(deep) + ");");
    bodies.put("lists", "S(" + "[".repeat(deep) + "]".repeat(deep) + ");");
    bodies.put("objects", "S(" + "{ a: ".repeat(deep) + "1" + " }".repeat(deep) + ");");
    bodies.put("blocks", "{".repeat(deep) + "S('a');" + "}".repeat(deep));
    bodies.put("conditions", "if (process.env.X) ".repeat(deep) + "S('a');");
    bodies.put("functions", "(() => ".repeat(deep) + "S('a')" + ")()".repeat(deep) + ";");
    bodies.put("templates", "S(" + "`${".repeat(deep) + "1" + "}`".repeat(deep) + ");");
    bodies.put("members", "S(a" + ".b".repeat(deep) + ");");
    bodies.put("sums", "S('a'" + " + 'a'".repeat(deep) + ");");
    bodies.put("unknown sums", "S(process.env.A" + " + process.env.A".repeat(deep) + ");");
    bodies.put("calls", "const x = await S('a'); await x" + ".f()".repeat(deep) + ";");
    bodies.put("choices", "S(" + "process.env.X ? 'a' : ".repeat(deep) + "'b');");
    return bodies.entrySet().stream()
        .map(each ->
            test(
                "deep " + each.getKey(),
                each.getValue(),
                all -> assertThat(all.getFirst().steps()).isNotEmpty()));
  }

  private Stream<DynamicTest> large() {
    String line = "S(`INSERT INTO t VALUES (1, 'some text that is long enough')`);\n";
    String row = "'some text that is long enough', ";
    return Stream.of(
        test(
            "a file of 10 MB",
            line.repeat(10_000_000 / line.length()),
            all -> assertThat(all.getFirst().steps()).isNotEmpty()),
        test(
            "a list of 3 MB",
            "const a = [" + row.repeat(3_000_000 / row.length()) + "]; S('a' + a.length);",
            all -> assertThat(all.getFirst().steps()).isNotEmpty()),
        test(
            "a text of 3 MB",
            "S('" + "x".repeat(3_000_000) + "');",
            all -> assertThat(all.getFirst().steps()).isNotEmpty()));
  }

  /** What is no migration is a gap or nothing. */
  private Stream<DynamicTest> broken() {
    return Stream.of(
            "",
            "\0\1\2\uFFFD",
            "exports.up = ",
            "exports.up = 1;",
            "exports.up = null;",
            "module.exports = null;",
            "module.exports = 5;",
            "module.exports = () => { throw 1; };",
            "throw new Error('no');",
            "Object.defineProperty(exports, 'up', { get() { throw new Error('no'); } });",
            "module.exports = { get up() { throw new Error('no'); } };",
            "module.exports = new Proxy({}, { get() { throw 1; } });",
            "export default class { constructor() { throw 1; } up() {} }",
            "class A extends A {} exports.up = new A();",
            "exports.up = exports;",
            "exports.up = class {};",
            "export { up } from './nowhere';",
            "export { up } from './m.js';",
            "\uFEFF#!/usr/bin/env node\nexports.down = 1;")
        .map(text ->
            dynamicTest(
                text.isEmpty() ? "nothing" : text,
                () ->
                    assertThat(extract(text, Map.of()))
                        .allSatisfy(each -> assertThat(each.statements()).isEmpty())));
  }

  private Stream<DynamicTest> imports() {
    String loop = "for (;;) {}";
    return Stream.of(
            Map.of(
                "db/a.js",
                "const b = require('./b'); exports.x = 'a';",
                "db/b.js",
                "const a = require('./a'); exports.y = a.x;"),
            Map.of("db/a.js", "module.exports = require('./a');"),
            Map.of("db/a.js", "export * from './b';", "db/b.js", "export * from './a';"),
            Map.of("db/a.js", loop),
            Map.of("db/a.js", "\0\1\2"),
            Map.of("db/a.js", "throw 1;"),
            Map.of("db/a.json", "{".repeat(100_000)),
            Map.of("package.json", "{", "knexfile.js", loop + " // searchPath", "config.js", loop),
            Map.of("knexfile.js", "module.exports = { get client() { throw 1; } }; // searchPath"),
            Map.of(
                "knexfile.js", "module.exports = { wrapIdentifier: (n, o) => { for (;;) {} } };"))
        .map(files ->
            dynamicTest(
                "beside " + files,
                () -> {
                  List<Migration> all =
                      extract("const a = require('./a');" + script("S('b');"), files);
                  assertThat(all).hasSize(1);
                  assertThat(all.getFirst().steps()).isNotEmpty();
                }));
  }

  private String script(String body) {
    return before + body.replaceAll("\\bS\\(", send + "(") + " } };";
  }

  private DynamicTest test(String name, String body, ThrowingConsumer<List<Migration>> expected) {
    return dynamicTest(name, () -> expected.accept(extract(script(body), Map.of())));
  }

  private List<Migration> extract(String text, Map<String, String> files) throws Exception {
    Map<String, String> all = new HashMap<>(files);
    all.put(PATH, text);
    AtomicReference<List<Migration>> found = new AtomicReference<>();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread thread =
        new Thread(
            null,
            () ->
                found.set(
                    extractor.extract(
                        new SourceFile(PATH, text), new MemoryProject(all), SchemaView.unknown())),
            "hostile",
            STACK);
    thread.setUncaughtExceptionHandler((of, what) -> thrown.set(what));
    thread.setDaemon(true);
    thread.start();
    thread.join(MILLISECONDS);
    assertThat(thrown.get()).isNull();
    assertThat(thread.isAlive()).as("it has ended").isFalse();
    List<Migration> migrations = found.get();
    for (Migration migration : migrations) {
      for (Step.Sql sql : migration.statements()) {
        assertThat(sql.text()).doesNotContain("root:");
      }
    }
    return migrations;
  }
}
