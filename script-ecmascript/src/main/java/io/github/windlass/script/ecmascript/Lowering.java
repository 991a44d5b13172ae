package io.github.windlass.script.ecmascript;

import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;

/**
 * Lowers the tree of one file. Types vanish; what is hoisted stands first; what repeats on the left
 * (operators, calls) becomes a list.
 *
 * <p>Names that begin with {@code %} are lowering's own: no source can write them.
 */
final class Lowering {

  /** The module that the file is, as {@link ModuleScope}. */
  static final String MODULE = "%module";

  /** {@code import.meta}. */
  static final String META = "%meta";

  /** What {@code export default} gives where that has no name. */
  static final String DEFAULT = "%default";

  private final SourceFile source;
  private final TextLowering texts;
  private final ExpressionLowering expressions;
  private final ChainLowering chains;
  private final PatternLowering patterns;
  private final FunctionLowering functions;
  private final ClassLowering classes;
  private final StatementLowering statements;
  private final NamespaceLowering namespaces;

  /** How deep may be nested what needs the stack of this thread; the parser allows less of most. */
  private static final int DEPTH = 800;

  /** What a function counts: it takes more of the stack than an expression. */
  private static final int FUNCTION = 3;

  private int depth;
  private int functionDepth;
  private boolean yieldsAwait;

  private Lowering(SourceFile source) {
    this.source = source;
    this.texts = new TextLowering(source.text());
    this.expressions = new ExpressionLowering(this);
    this.chains = new ChainLowering(this);
    this.patterns = new PatternLowering(this);
    this.functions = new FunctionLowering(this);
    this.classes = new ClassLowering(this);
    this.statements = new StatementLowering(this);
    this.namespaces = new NamespaceLowering(this);
  }

  /** Lowers a file that was read without error. */
  static Lowered lower(
      SourceFile source, io.github.windlass.script.ecmascript.tree.SourceFile tree) {
    return new ModuleLowering(new Lowering(source)).lower(tree);
  }

  SourceFile source() {
    return source;
  }

  /** What stands at a place. */
  String written(Span span) {
    return source.text().substring(span.start(), span.end());
  }

  TextLowering texts() {
    return texts;
  }

  ExpressionLowering expressions() {
    return expressions;
  }

  ChainLowering chains() {
    return chains;
  }

  PatternLowering patterns() {
    return patterns;
  }

  FunctionLowering functions() {
    return functions;
  }

  ClassLowering classes() {
    return classes;
  }

  StatementLowering statements() {
    return statements;
  }

  NamespaceLowering namespaces() {
    return namespaces;
  }

  /** Goes a step into what is nested; false: that is too deep. Else {@link #higher} follows. */
  boolean deeper() {
    if (depth >= DEPTH) {
      return false;
    }
    depth++;
    return true;
  }

  void higher() {
    depth--;
  }

  /** Whether what is lowered runs when the module does, not when a function is called. */
  boolean atTop() {
    return functionDepth == 0;
  }

  /**
   * Whether {@code yield} stands for {@code await}: in what TypeScript made of an async function.
   */
  boolean yieldsAwait() {
    return yieldsAwait;
  }

  /**
   * Goes into a function.
   *
   * @return to be given to {@link #leave}
   */
  boolean enter(boolean yieldIsAwait) {
    boolean before = yieldsAwait;
    functionDepth++;
    depth += FUNCTION;
    yieldsAwait = yieldIsAwait;
    return before;
  }

  void leave(boolean before) {
    functionDepth--;
    depth -= FUNCTION;
    yieldsAwait = before;
  }
}
