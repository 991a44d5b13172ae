package io.github.windlass.script.ecmascript.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.script.Thrown;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions that would take for ever, or all memory, end on a small stack. */
class HostileExpressionsTest {

  private static final int STACK = 512 * 1024;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'x'.repeat(2 ** 30)",
        "'x'.padStart(2 ** 30, 'ab')",
        "new Array(1e9).fill(0)",
        "(() => { const a = []; a.length = 4e9; return a })()",
        "(() => { const a = []; a[4e9] = 1; return a.length })()",
        "(() => { const a = []; a[6e7] = 1; return a.length })()",
        "Array.from({ length: 1e12 })",
        "Math.max.apply(null, { length: 1e12 })",
        "String.raw({ raw: { length: 1e9 } })",
        "(() => { let s = 'ab'; for (let i = 0; i < 64; i++) s += s; return s.length })()",
        "(() => { let s = 'ab'; for (let i = 0; i < 64; i++) s = s.replaceAll('', s); return s"
            + " })()",
        "(() => { let s = 'ab'; for (let i = 0; i < 64; i++) s = s.replace(/a/g, '$&$&'); return s"
            + " })()",
        "(() => { let s = 'ab'; for (let i = 0; i < 64; i++) s = [s, s].join(''); return s })()",
        "(() => { let a = [1]; for (let i = 0; i < 64; i++) a = a.concat(a); return a })()",
        "(() => { let a = [1]; for (let i = 0; i < 64; i++) a = [a, a]; return String(a) })()",
        "(() => { let a = [1]; for (let i = 0; i < 64; i++) a = { a, b: a }; return"
            + " JSON.stringify(a) })()",
        "(() => { let a = [1]; for (let i = 0; i < 64; i++) a = [a, a]; return a.flat(Infinity)"
            + " })()",
        "(() => { let a = []; for (let i = 0; i < 1e5; i++) a = [a]; return String(a) })()",
        "(() => { let a = []; for (let i = 0; i < 1e5; i++) a = [a]; return structuredClone(a)"
            + " })()",
        "JSON.parse('['.repeat(100000))",
        "JSON.parse('{\"a\":'.repeat(5000) + '1' + '}'.repeat(5000))",
        "(() => { const a = []; a.push(a); return a.flat(Infinity) })()",
        "(() => { const o = { toString() { return String(this) } }; return `${o}` })()",
        "(() => { const o = { get a() { return this.a } }; return o.a })()",
        "(() => { const o = { toJSON() { return JSON.stringify(this) } }; return JSON.stringify(o)"
            + " })()",
        "(() => { const f = (x) => 'a'.replace(/a/, f); return f() })()",
        "(() => { const f = () => Promise.resolve().then(f); return f() })()",
        "(() => { let g = () => 1; for (let i = 0; i < 1e5; i++) g = g.bind(null); return g() })()",
        "(() => { const p = { then(r) { r(p) } }; return p })()",
        "[...{ [Symbol.iterator]: () => ({ next: () => ({ done: false }) }) }]",
        "(() => { const m = new Map(); let i = 0; while (true) m.set(i++, 'x') })()",
        "(() => { let s = ''; while (true) { s += 'x'; s.indexOf('y') } })()",
        "(() => { while (true) new RegExp('(a|b|c)'.repeat(1000)) })()",
        "/(a+)+$/.test('a'.repeat(40) + 'b')",
        "/(a|aa)+$/.test('a'.repeat(60) + 'b')",
        "/(?<=(a+)+b)c/.test('a'.repeat(40) + 'c')",
        "/(\\w+\\s*)*$/.test('word '.repeat(20) + '!')",
        "'a'.repeat(200000).match(/(?:a|b)*/)[0].length",
        "'a'.repeat(100000).replace(/(a|b)*c/g, '')",
        "new RegExp('('.repeat(100000))",
        "new RegExp('(?:'.repeat(5000) + ')'.repeat(5000))",
        "new RegExp('(?:a?){1000000000}').test('a')",
        "new RegExp('[' + 'a-z'.repeat(30000) + ']').test('a')",
        "2n ** (2n ** 40n)",
        "(() => { let n = 3n; for (let i = 0; i < 64; i++) n = n * n; return n })()",
        "BigInt('9'.repeat(1000000))",
        "1n << 100000000n"
      })
  void anExpressionEnds(String expression) {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          Thread thread = new Thread(null, () -> run(expression, failure), "small stack", STACK);
          thread.start();
          thread.join();
        });
    assertThat(failure.get()).isNull();
  }

  /** A host may run us on a thread with less stack than the limits were measured for. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(() => { const f = () => f(); return f() })()",
        "(() => { const f = () => [1].map(f); return f() })()",
        "(() => { const o = { toString() { return String(this) } }; return `${o}` })()"
      })
  void aStackThatIsTooSmallEndsTheRun(String expression) throws InterruptedException {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    AtomicReference<Value> value = new AtomicReference<>();
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                value.set(Ran.of(expression));
              } catch (Throwable e) {
                failure.set(e);
              }
            },
            "tiny stack",
            STACK / 3);
    thread.start();
    thread.join();
    assertThat(failure.get()).isNull();
    assertThat(value.get()).isInstanceOf(Unknown.class);
    assertThat(((Unknown) value.get()).code()).isEqualTo(GapCode.LIMIT);
  }

  private static void run(String expression, AtomicReference<Throwable> failure) {
    try {
      Ran.expression("", expression);
    } catch (Thrown thrown) {
      // An error of the script is an end, too.
      assertThat(thrown.value()).isNotNull();
    } catch (Throwable e) {
      failure.set(e);
    }
  }
}
