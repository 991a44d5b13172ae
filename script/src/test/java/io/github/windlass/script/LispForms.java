package io.github.windlass.script;

import io.github.windlass.extractor.Span;
import io.github.windlass.script.Expression.Item;
import io.github.windlass.script.Expression.Link;
import io.github.windlass.script.Lisp.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the forms of {@link Lisp} mean. */
final class LispForms {

  private static final Map<String, UnaryOperator> UNARY =
      Map.of(
          "not", UnaryOperator.NOT, "typeof", UnaryOperator.TYPE_OF, "neg", UnaryOperator.NEGATE);

  private LispForms() {}

  static Statement statement(Node node) {
    Span span = node.span();
    if (!(node instanceof Node.Group group) || group.open() != '(') {
      return new Statement.Evaluate(expression(node), span);
    }
    List<Node> rest = group.from(1);
    return switch (group.head()) {
      case "const" -> declare(Statement.Declare.Scope.CONSTANT, rest, span);
      case "let" -> declare(Statement.Declare.Scope.BLOCK, rest, span);
      case "var" -> declare(Statement.Declare.Scope.FUNCTION, rest, span);
      case "alias" ->
          new Statement.Alias(word(rest.get(0)), expression(rest.get(1)), word(rest.get(2)), span);
      case "do" -> new Statement.Block(statements(rest), span);
      case "if" -> {
        List<Statement.If.Branch> branches = new ArrayList<>();
        for (int i = 0; i + 1 < rest.size(); i += 2) {
          branches.add(
              new Statement.If.Branch(expression(rest.get(i)), statement(rest.get(i + 1))));
        }
        Node last = rest.size() % 2 == 1 ? rest.get(rest.size() - 1) : null;
        yield new Statement.If(branches, last == null ? null : statement(last), span);
      }
      case "switch" -> {
        List<Statement.Switch.Case> cases = new ArrayList<>();
        for (Node each : rest.subList(1, rest.size())) {
          Node.Group written = (Node.Group) each;
          boolean otherwise = written.head().equals("default");
          cases.add(
              new Statement.Switch.Case(
                  otherwise ? null : expression(written.nodes().get(1)),
                  statements(written.from(otherwise ? 1 : 2))));
        }
        yield new Statement.Switch(expression(rest.get(0)), cases, span);
      }
      case "while" ->
          new Statement.Loop(
              List.of(), expression(rest.get(0)), true, null, block(rest, 1, span), span);
      case "until" ->
          new Statement.Loop(
              List.of(), expression(rest.get(0)), false, null, block(rest, 1, span), span);
      case "for" ->
          new Statement.Loop(
              statements(((Node.Group) rest.get(0)).nodes()),
              orNull(rest.get(1)),
              true,
              orNull(rest.get(2)),
              block(rest, 3, span),
              span);
      case "each", "keys", "assigneach" ->
          new Statement.ForEach(
              group.head().equals("assigneach") ? null : Statement.Declare.Scope.CONSTANT,
              pattern(rest.get(0)),
              expression(rest.get(1)),
              group.head().equals("keys"),
              block(rest, 2, span),
              span);
      case "return" -> new Statement.Return(rest.isEmpty() ? null : expression(rest.get(0)), span);
      case "throw" -> new Statement.Throw(expression(rest.get(0)), span);
      case "break" -> new Statement.Break(rest.isEmpty() ? null : word(rest.get(0)), span);
      case "continue" -> new Statement.Continue(rest.isEmpty() ? null : word(rest.get(0)), span);
      case "leave" -> new Statement.Leave(word(rest.get(0)), span);
      case "label" -> new Statement.Labeled(word(rest.get(0)), statement(rest.get(1)), span);
      case "try" -> attempt(rest, span);
      case "class" ->
          group.nodes().size() > 1 && group.nodes().get(1) instanceof Node.Atom name
              ? new Statement.Declare(
                  Statement.Declare.Scope.BLOCK,
                  new Pattern.Name(name.text(), name.span()),
                  expression(node),
                  span)
              : new Statement.Evaluate(expression(node), span);
      case "fn", "async", "gen" ->
          rest.get(0) instanceof Node.Atom name
              ? new Statement.Declare(
                  Statement.Declare.Scope.FUNCTION,
                  new Pattern.Name(name.text(), name.span()),
                  expression(node),
                  span)
              : new Statement.Evaluate(expression(node), span);
      default -> new Statement.Evaluate(expression(node), span);
    };
  }

  private static Statement declare(Statement.Declare.Scope scope, List<Node> rest, Span span) {
    return new Statement.Declare(
        scope, pattern(rest.get(0)), rest.size() < 2 ? null : expression(rest.get(1)), span);
  }

  private static Statement.Try attempt(List<Node> rest, Span span) {
    List<Node> body = new ArrayList<>();
    Pattern parameter = null;
    Statement.Block handler = null;
    Statement.Block last = null;
    for (Node node : rest) {
      if (node instanceof Node.Group group && group.head().equals("catch")) {
        Node first = group.nodes().get(1);
        parameter =
            first instanceof Node.Atom none && none.text().equals("_") ? null : pattern(first);
        handler = block(group.nodes(), 2, group.span());
      } else if (node instanceof Node.Group group && group.head().equals("finally")) {
        last = block(group.nodes(), 1, group.span());
      } else {
        body.add(node);
      }
    }
    return new Statement.Try(
        new Statement.Block(statements(body), span), parameter, handler, last, span);
  }

  private static List<Statement> statements(List<Node> nodes) {
    List<Statement> statements = new ArrayList<>();
    for (Node node : nodes) {
      statements.add(statement(node));
    }
    return statements;
  }

  private static Statement.Block block(List<Node> nodes, int from, Span span) {
    return new Statement.Block(statements(nodes.subList(from, nodes.size())), span);
  }

  private static @Nullable Expression orNull(Node node) {
    return node instanceof Node.Atom none && none.text().equals("_") ? null : expression(node);
  }

  private static String word(Node node) {
    return ((Node.Atom) node).text();
  }

  static Expression expression(Node node) {
    return switch (node) {
      case Node.Quoted quoted -> text(quoted);
      case Node.Atom atom -> atom(atom);
      case Node.Group group ->
          switch (group.open()) {
            case '[' -> new Expression.ListLiteral(items(group.nodes()), group.span());
            case '{' -> object(group);
            default -> form(group);
          };
    };
  }

  private static Expression.TextLiteral text(Node.Quoted quoted) {
    Span inner = new Span(quoted.span().start() + 1, quoted.span().end() - 1);
    return new Expression.TextLiteral(
        List.of(new Expression.TextLiteral.Characters(quoted.text(), inner, true)), quoted.span());
  }

  private static Expression atom(Node.Atom atom) {
    String text = atom.text();
    Span span = atom.span();
    if (text.matches("-?[0-9.]+")) {
      return new Expression.Constant(new Value.Num(Double.parseDouble(text)), span);
    }
    switch (text) {
      case "true", "false" -> {
        return new Expression.Constant(Value.Bool.of(text.equals("true")), span);
      }
      case "undefined" -> {
        return new Expression.Constant(Value.Nothing.UNDEFINED, span);
      }
      case "null" -> {
        return new Expression.Constant(Value.Nothing.NULL, span);
      }
      default -> {}
    }
    String[] words = text.split("(?=\\.)|(?<=\\?)(?=\\.)");
    int end = span.start() + words[0].length();
    Expression base = base(words[0].replace("?", ""), new Span(span.start(), end));
    List<Link> links = new ArrayList<>();
    boolean optional = words[0].endsWith("?");
    for (int i = 1; i < words.length; i++) {
      end += words[i].length();
      String name = words[i].substring(1).replace("?", "");
      links.add(new Link.Member(name, optional, new Span(span.start(), end)));
      optional = words[i].endsWith("?");
    }
    if (base instanceof Expression.SuperMember && !links.isEmpty()) {
      Link.Member first = (Link.Member) links.remove(0);
      base = new Expression.SuperMember(first.name(), first.span());
    }
    return links.isEmpty() ? base : new Expression.Chain(base, links, span);
  }

  private static Expression base(String word, Span span) {
    return switch (word) {
      case "self" -> new Expression.Self(span);
      case "super" -> new Expression.SuperMember("", span);
      default -> new Expression.Variable(word, span);
    };
  }

  private static List<Item> items(List<Node> nodes) {
    List<Item> items = new ArrayList<>();
    for (Node node : nodes) {
      if (node instanceof Node.Group group && group.head().equals("...")) {
        items.add(new Item(expression(group.nodes().get(1)), true));
      } else {
        items.add(new Item(expression(node), false));
      }
    }
    return items;
  }

  private static Expression object(Node.Group group) {
    List<Expression.ObjectLiteral.Property> properties = new ArrayList<>();
    for (int i = 0; i < group.nodes().size(); i++) {
      Node node = group.nodes().get(i);
      if (node instanceof Node.Group inner && inner.head().equals("...")) {
        properties.add(
            new Expression.ObjectLiteral.SpreadProperties(expression(inner.nodes().get(1))));
      } else if (node instanceof Node.Group inner
          && (inner.head().equals("get") || inner.head().equals("set"))) {
        Function function =
            function(Function.Kind.METHOD, false, false, null, inner.nodes(), 2, inner.span());
        properties.add(
            new Expression.ObjectLiteral.Accessor(
                key(inner.nodes().get(1)), function, inner.head().equals("set")));
      } else {
        properties.add(
            new Expression.ObjectLiteral.Pair(key(node), expression(group.nodes().get(++i))));
      }
    }
    return new Expression.ObjectLiteral(properties, group.span());
  }

  private static Expression key(Node node) {
    return node instanceof Node.Atom atom
        ? new Expression.TextLiteral(
            List.of(new Expression.TextLiteral.Characters(atom.text(), atom.span(), true)),
            atom.span())
        : expression(node);
  }

  private static Expression form(Node.Group group) {
    Span span = group.span();
    List<Node> rest = group.from(1);
    String head = group.head();
    for (BinaryOperator operator : BinaryOperator.values()) {
      if (operator.sign().equals(head)) {
        List<Expression.Operation.Term> terms = new ArrayList<>();
        for (Node right : rest.subList(1, rest.size())) {
          terms.add(new Expression.Operation.Term(operator, expression(right), span));
        }
        return new Expression.Operation(expression(rest.get(0)), terms, span);
      }
      if ((operator.sign() + "=").equals(head) && !head.equals("===") && !head.equals("<=")) {
        return new Expression.AssignOperation(
            pattern(rest.get(0)), operator, expression(rest.get(1)), span);
      }
    }
    UnaryOperator unary = UNARY.get(head);
    if (unary != null) {
      return new Expression.Unary(unary, expression(rest.get(0)), span);
    }
    return switch (head) {
      case "and", "or", "??" -> new Expression.Shortcut(kind(head), expressions(rest), span);
      case "and=", "or=", "??=" ->
          new Expression.AssignShortcut(
              pattern(rest.get(0)),
              kind(head.substring(0, head.length() - 1)),
              expression(rest.get(1)),
              span);
      case "?" ->
          new Expression.Conditional(
              List.of(
                  new Expression.Conditional.Branch(
                      expression(rest.get(0)), expression(rest.get(1)))),
              expression(rest.get(2)),
              span);
      case "text" -> {
        List<Expression.TextLiteral.Part> parts = new ArrayList<>();
        for (Node node : rest) {
          if (node instanceof Node.Quoted quoted) {
            parts.addAll(text(quoted).parts());
          } else {
            parts.add(new Expression.TextLiteral.Inserted(expression(node)));
          }
        }
        yield new Expression.TextLiteral(parts, span);
      }
      case "set" -> new Expression.Assign(pattern(rest.get(0)), expression(rest.get(1)), span);
      case "++", "--" ->
          new Expression.Increment(pattern(rest.get(0)), head.equals("++") ? 1 : -1, true, span);
      case "post++" -> new Expression.Increment(pattern(rest.get(0)), 1, false, span);
      case "delete" ->
          new Expression.Delete(expression(rest.get(0)), expression(rest.get(1)), span);
      case "await" -> new Expression.Await(expression(rest.get(0)), span);
      case "yield", "yield*" ->
          new Expression.Yield(
              rest.isEmpty() ? null : expression(rest.get(0)), head.equals("yield*"), span);
      case "seq" -> new Expression.Sequence(expressions(rest), span);
      case "new" ->
          new Expression.New(expression(rest.get(0)), items(rest.subList(1, rest.size())), span);
      case "super" -> new Expression.SuperCall(items(rest), span);
      case "perform" -> new Expression.Perform(statement(rest.get(0)), span);
      case "opaque" -> new Expression.Opaque(((Node.Quoted) rest.get(0)).text(), span);
      case "tag" -> tagged(rest, span);
      case "." -> chain(rest, span);
      case "=>", "=>>" ->
          new Expression.FunctionLiteral(
              function(
                  Function.Kind.ARROW, head.equals("=>>"), false, null, group.nodes(), 1, span),
              span);
      case "fn", "async", "gen" -> {
        boolean named = rest.get(0) instanceof Node.Atom;
        yield new Expression.FunctionLiteral(
            function(
                Function.Kind.FUNCTION,
                head.equals("async"),
                head.equals("gen"),
                named ? word(rest.get(0)) : null,
                group.nodes(),
                named ? 2 : 1,
                span),
            span);
      }
      case "class" -> classLiteral(group);
      default -> call(group);
    };
  }

  private static Expression.Shortcut.Kind kind(String word) {
    return switch (word) {
      case "and" -> Expression.Shortcut.Kind.AND;
      case "or" -> Expression.Shortcut.Kind.OR;
      default -> Expression.Shortcut.Kind.COALESCE;
    };
  }

  private static List<Expression> expressions(List<Node> nodes) {
    List<Expression> expressions = new ArrayList<>();
    for (Node node : nodes) {
      expressions.add(expression(node));
    }
    return expressions;
  }

  private static Expression tagged(List<Node> rest, Span span) {
    List<Expression.TextLiteral> cooked = new ArrayList<>();
    List<String> raw = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    for (Node node : rest.subList(1, rest.size())) {
      if (node instanceof Node.Quoted quoted) {
        cooked.add(text(quoted));
        raw.add(quoted.text());
      } else {
        values.add(expression(node));
      }
    }
    return new Expression.TaggedText(expression(rest.get(0)), cooked, raw, values, span);
  }

  /** {@code (f a)}, {@code (a.b c)}: a method if the head has a dot. */
  private static Expression call(Node.Group group) {
    Expression callee = expression(group.nodes().get(0));
    List<Item> arguments = items(group.from(1));
    Span span = group.span();
    if (callee instanceof Expression.Chain chain
        && chain.links().get(chain.links().size() - 1) instanceof Link.Member method) {
      List<Link> links = new ArrayList<>(chain.links());
      links.remove(links.size() - 1);
      links.add(new Link.Invoke(method.name(), arguments, method.optional(), false, span));
      return new Expression.Chain(chain.base(), links, span);
    }
    return new Expression.Chain(callee, List.of(new Link.Call(arguments, false, span)), span);
  }

  /** {@code (. a b [i] (m x) (?m x) (call x))}: links one by one. */
  private static Expression chain(List<Node> rest, Span span) {
    List<Link> links = new ArrayList<>();
    for (Node node : rest.subList(1, rest.size())) {
      Span to = new Span(span.start(), node.span().end());
      switch (node) {
        case Node.Group group when group.open() == '[' ->
            links.add(new Link.Index(expression(group.nodes().get(0)), false, to));
        case Node.Group group when group.head().equals("call") ->
            links.add(new Link.Call(items(group.from(1)), false, to));
        case Node.Group group -> {
          String name = group.head();
          boolean optional = name.startsWith("?");
          boolean optionalCall = name.endsWith("?");
          links.add(
              new Link.Invoke(
                  name.replace("?", ""), items(group.from(1)), optional, optionalCall, to));
        }
        case Node.Atom atom ->
            links.add(
                new Link.Member(atom.text().replace("?", ""), atom.text().startsWith("?"), to));
        case Node.Quoted quoted -> throw new IllegalArgumentException(quoted.text());
      }
    }
    return new Expression.Chain(expression(rest.get(0)), links, span);
  }

  private static Function function(
      Function.Kind kind,
      boolean async,
      boolean generator,
      @Nullable String name,
      List<Node> nodes,
      int from,
      Span span) {
    List<Pattern.Part> parameters = new ArrayList<>();
    Pattern rest = null;
    for (Node node : ((Node.Group) nodes.get(from)).nodes()) {
      if (node instanceof Node.Group group && group.head().equals("...")) {
        rest = pattern(group.nodes().get(1));
      } else {
        parameters.add(part(node));
      }
    }
    return new Function(
        name,
        kind,
        async,
        generator,
        parameters,
        rest,
        statements(nodes.subList(from + 1, nodes.size())),
        span);
  }

  /** {@code (class Name Above member…)}; {@code _} for none. */
  private static Expression classLiteral(Node.Group group) {
    String name = word(group.nodes().get(1));
    List<ClassDefinition.Member> members = new ArrayList<>();
    List<Expression> decorators = new ArrayList<>();
    for (Node node : group.from(3)) {
      Node.Group member = (Node.Group) node;
      if (member.head().equals("@")) {
        decorators.add(expression(member.nodes().get(1)));
      } else {
        members.add(member(member));
      }
    }
    return new Expression.ClassLiteral(
        new ClassDefinition(
            name.equals("_") ? null : name,
            orNull(group.nodes().get(2)),
            List.of(),
            false,
            members,
            decorators,
            group.span()),
        group.span());
  }

  private static ClassDefinition.Member member(Node.Group group) {
    boolean isStatic = group.head().startsWith("static-");
    ClassDefinition.Kind kind =
        switch (isStatic ? group.head().substring("static-".length()) : group.head()) {
          case "constructor" -> ClassDefinition.Kind.CONSTRUCTOR;
          case "field" -> ClassDefinition.Kind.FIELD;
          case "get" -> ClassDefinition.Kind.GETTER;
          case "set" -> ClassDefinition.Kind.SETTER;
          case "block" -> ClassDefinition.Kind.STATIC_BLOCK;
          default -> ClassDefinition.Kind.METHOD;
        };
    Node key = group.nodes().get(1);
    Expression value;
    if (kind == ClassDefinition.Kind.FIELD) {
      value = group.nodes().size() > 2 ? expression(group.nodes().get(2)) : null;
    } else {
      String name = key instanceof Node.Atom atom ? atom.text() : null;
      value =
          new Expression.FunctionLiteral(
              function(
                  Function.Kind.METHOD,
                  group.head().endsWith("async"),
                  false,
                  name,
                  group.nodes(),
                  2,
                  group.span()),
              group.span());
    }
    return new ClassDefinition.Member(
        kind, isStatic, key(key), value, null, List.of(), group.span());
  }

  static Pattern pattern(Node node) {
    Span span = node.span();
    if (node instanceof Node.Atom atom) {
      Expression expression = atom(atom);
      if (expression instanceof Expression.Chain chain) {
        int last = chain.links().size() - 1;
        Link.Member member = (Link.Member) chain.links().get(last);
        Expression object =
            last == 0
                ? chain.base()
                : new Expression.Chain(chain.base(), chain.links().subList(0, last), span);
        return new Pattern.Member(object, member.name(), span);
      }
      return new Pattern.Name(atom.text(), span);
    }
    Node.Group group = (Node.Group) node;
    if (group.open() == '(') {
      return new Pattern.Index(
          expression(group.nodes().get(1)), expression(group.nodes().get(2)), span);
    }
    Pattern rest = null;
    List<Node> nodes = new ArrayList<>(group.nodes());
    if (!nodes.isEmpty()
        && nodes.get(nodes.size() - 1) instanceof Node.Group last
        && last.head().equals("...")) {
      rest = pattern(last.nodes().get(1));
      nodes.remove(nodes.size() - 1);
    }
    if (group.open() == '[') {
      List<Pattern.@Nullable Part> parts = new ArrayList<>();
      for (Node each : nodes) {
        parts.add(each instanceof Node.Atom none && none.text().equals("_") ? null : part(each));
      }
      return new Pattern.Items(parts, rest, span);
    }
    List<Pattern.Properties.Entry> entries = new ArrayList<>();
    for (int i = 0; i + 1 < nodes.size(); i += 2) {
      entries.add(new Pattern.Properties.Entry(key(nodes.get(i)), part(nodes.get(i + 1))));
    }
    return new Pattern.Properties(entries, rest, span);
  }

  /** {@code a} or {@code (= a 1)}. */
  private static Pattern.Part part(Node node) {
    if (node instanceof Node.Group group && group.head().equals("=")) {
      return new Pattern.Part(pattern(group.nodes().get(1)), expression(group.nodes().get(2)));
    }
    return new Pattern.Part(pattern(node), null);
  }
}
