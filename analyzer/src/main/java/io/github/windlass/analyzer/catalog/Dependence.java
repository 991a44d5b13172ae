package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.sql.postgres.tree.Children;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Node;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What a type, function or sequence is to expressions and queries that name it. */
sealed interface Dependence {

  /** Whether an expression or query cannot be without it. */
  default boolean isNeededBy(Node root) {
    Deque<Node> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (isNamedBy(node)) {
        return true;
      }
      Children.of(node).forEach(open::push);
    }
    return false;
  }

  boolean isNamedBy(Node node);

  /** Its own name, which whatever needs it mentions ({@link MentionedNames}). */
  String name();

  /** A function that is called, with as many arguments as one of its overloads takes. */
  record OnRoutine(Catalog catalog, Routine routine) implements Dependence {

    @Override
    public String name() {
      return routine.name().name();
    }

    @Override
    public boolean isNamedBy(Node node) {
      if (!(node instanceof Expression.FuncCall call)
          || !last(call.funcname()).equals(routine.name().name())) {
        return false;
      }
      List<String> names = call.funcname();
      boolean schema =
          names.size() == 1
              ? catalog.searchPath().contains(routine.name().schema())
              : names.get(names.size() - 2).equals(routine.name().schema());
      int given = call.args().size();
      int most = routine.arguments().size();
      return schema && given <= most && given >= most - routine.defaults();
    }
  }

  /**
   * A function that an extension brings.
   *
   * @param name without its schema, which is the extension's
   */
  record OnBuiltIn(String name) implements Dependence {

    @Override
    public boolean isNamedBy(Node node) {
      return node instanceof Expression.FuncCall call && last(call.funcname()).equals(name);
    }
  }

  /** A type that is cast to. */
  record OnType(Catalog catalog, RelationName type) implements Dependence {

    @Override
    public String name() {
      return type.name();
    }

    @Override
    public boolean isNamedBy(Node node) {
      return node instanceof Expression.TypeCast cast
          && catalog.resolveType(cast.typeName().names()).equals(type)
          && last(cast.typeName().names()).equals(type.name());
    }
  }

  /** A sequence that is drawn from. */
  record OnSequence(Catalog catalog, RelationName sequence) implements Dependence {

    @Override
    public String name() {
      return sequence.name();
    }

    @Override
    public boolean isNamedBy(Node node) {
      if (!(node instanceof Expression.FuncCall call)) {
        return false;
      }
      List<String> names = SequenceName.argument(call);
      return names != null && catalog.resolve(names).equals(sequence);
    }
  }

  private static String last(List<String> names) {
    return names.get(names.size() - 1);
  }
}
