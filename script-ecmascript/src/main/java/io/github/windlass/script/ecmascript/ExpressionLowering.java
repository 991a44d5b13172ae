package io.github.windlass.script.ecmascript;

import io.github.windlass.extractor.Span;
import io.github.windlass.script.BinaryOperator;
import io.github.windlass.script.Expression;
import io.github.windlass.script.Expression.Item;
import io.github.windlass.script.Expression.ObjectLiteral.Property;
import io.github.windlass.script.Expression.Shortcut;
import io.github.windlass.script.Expression.TextLiteral;
import io.github.windlass.script.Function;
import io.github.windlass.script.UnaryOperator;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.tree.Accessor;
import io.github.windlass.script.ecmascript.tree.Expression.ArrayLiteralExpression;
import io.github.windlass.script.ecmascript.tree.Expression.ArrowFunction;
import io.github.windlass.script.ecmascript.tree.Expression.AsExpression;
import io.github.windlass.script.ecmascript.tree.Expression.AwaitExpression;
import io.github.windlass.script.ecmascript.tree.Expression.BinaryExpression;
import io.github.windlass.script.ecmascript.tree.Expression.CallExpression;
import io.github.windlass.script.ecmascript.tree.Expression.ClassExpression;
import io.github.windlass.script.ecmascript.tree.Expression.ConditionalExpression;
import io.github.windlass.script.ecmascript.tree.Expression.DeleteExpression;
import io.github.windlass.script.ecmascript.tree.Expression.ElementAccessExpression;
import io.github.windlass.script.ecmascript.tree.Expression.ExpressionWithTypeArguments;
import io.github.windlass.script.ecmascript.tree.Expression.FunctionExpression;
import io.github.windlass.script.ecmascript.tree.Expression.ImportKeyword;
import io.github.windlass.script.ecmascript.tree.Expression.MetaProperty;
import io.github.windlass.script.ecmascript.tree.Expression.NewExpression;
import io.github.windlass.script.ecmascript.tree.Expression.NonNullExpression;
import io.github.windlass.script.ecmascript.tree.Expression.ObjectLiteralExpression;
import io.github.windlass.script.ecmascript.tree.Expression.OmittedExpression;
import io.github.windlass.script.ecmascript.tree.Expression.ParenthesizedExpression;
import io.github.windlass.script.ecmascript.tree.Expression.PostfixUnaryExpression;
import io.github.windlass.script.ecmascript.tree.Expression.PrefixUnaryExpression;
import io.github.windlass.script.ecmascript.tree.Expression.PropertyAccessExpression;
import io.github.windlass.script.ecmascript.tree.Expression.SatisfiesExpression;
import io.github.windlass.script.ecmascript.tree.Expression.SpreadElement;
import io.github.windlass.script.ecmascript.tree.Expression.SuperKeyword;
import io.github.windlass.script.ecmascript.tree.Expression.TaggedTemplateExpression;
import io.github.windlass.script.ecmascript.tree.Expression.TemplateExpression;
import io.github.windlass.script.ecmascript.tree.Expression.ThisKeyword;
import io.github.windlass.script.ecmascript.tree.Expression.TypeAssertionExpression;
import io.github.windlass.script.ecmascript.tree.Expression.TypeOfExpression;
import io.github.windlass.script.ecmascript.tree.Expression.VoidExpression;
import io.github.windlass.script.ecmascript.tree.Expression.YieldExpression;
import io.github.windlass.script.ecmascript.tree.Identifier;
import io.github.windlass.script.ecmascript.tree.Literal;
import io.github.windlass.script.ecmascript.tree.MethodDeclaration;
import io.github.windlass.script.ecmascript.tree.ObjectElement;
import io.github.windlass.script.ecmascript.tree.PrivateIdentifier;
import io.github.windlass.script.ecmascript.tree.PropertyName;
import io.github.windlass.script.ecmascript.tree.TemplatePart;
import io.github.windlass.script.ecmascript.tree.TemplateSpan;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lowers what has a value. */
final class ExpressionLowering {

  /** What a spine of operators has in common. */
  private enum Spine {
    OPERATION,
    AND,
    OR,
    COALESCE,
    SEQUENCE,
    ASSIGNMENT
  }

  /** How many operators may follow one another that group to the right. */
  private static final int NEST = 200;

  /** How many digits a whole number may have. */
  private static final int BIG = 10_000;

  private final Lowering lowering;

  ExpressionLowering(Lowering lowering) {
    this.lowering = lowering;
  }

  Expression lower(io.github.windlass.script.ecmascript.tree.Expression node) {
    if (!lowering.deeper()) {
      return Terms.unread(Intrinsic.TOO_DEEP, node.span());
    }
    Expression frequent = frequent(node);
    Expression lowered = frequent == null ? any(node) : frequent;
    lowering.higher();
    return lowered;
  }

  /**
   * What most migrations have and no more; null: none of that. A switch over types costs about a
   * millisecond when it is first reached, and this is where a short run is.
   */
  private @Nullable Expression frequent(io.github.windlass.script.ecmascript.tree.Expression node) {
    if (node instanceof Identifier name) {
      return variable(name);
    } else if (node instanceof Literal literal) {
      return literal(literal);
    } else if (node instanceof CallExpression || node instanceof PropertyAccessExpression) {
      return lowering.chains().lower(node);
    } else if (node instanceof TemplateExpression template) {
      return template(template);
    } else if (node instanceof AwaitExpression await) {
      return new Expression.Await(lower(await.expression()), await.span());
    } else if (node instanceof ObjectLiteralExpression object) {
      return object(object);
    } else if (node instanceof ArrayLiteralExpression list) {
      return new Expression.ListLiteral(items(list.elements()), list.span());
    } else if (node instanceof ThisKeyword self) {
      return new Expression.Self(self.span());
    } else if (node instanceof ArrowFunction function) {
      return lowering.functions().arrow(function, null);
    } else if (node instanceof FunctionExpression function) {
      return lowering.functions().expression(function, null);
    } else if (node instanceof NewExpression made) {
      return new Expression.New(lower(made.expression()), items(made.arguments()), made.span());
    } else if (node instanceof BinaryExpression binary) {
      return binary(binary);
    } else if (node instanceof PrefixUnaryExpression unary) {
      return prefix(unary);
    } else if (node instanceof ConditionalExpression conditional) {
      return conditional(conditional);
    } else if (node instanceof ElementAccessExpression) {
      return lowering.chains().lower(node);
    } else if (node instanceof ParenthesizedExpression || node instanceof AsExpression) {
      return lower(bare(node));
    }
    return null;
  }

  private Expression any(io.github.windlass.script.ecmascript.tree.Expression node) {
    return switch (node) {
      case Identifier name -> variable(name);
      case PrivateIdentifier name -> key(name);
      case Literal literal -> literal(literal);
      case ThisKeyword self -> new Expression.Self(self.span());
      case SuperKeyword superKeyword ->
          new Expression.Opaque("super by itself", superKeyword.span());
      case ImportKeyword importKeyword ->
          new Expression.Opaque("import by itself", importKeyword.span());
      case MetaProperty meta -> meta(meta);
      case TemplateExpression template -> template(template);
      case TaggedTemplateExpression tagged -> lowering.chains().lower(tagged);
      case ArrayLiteralExpression list ->
          new Expression.ListLiteral(items(list.elements()), list.span());
      case ObjectLiteralExpression object -> object(object);
      case FunctionExpression function -> lowering.functions().expression(function, null);
      case ArrowFunction function -> lowering.functions().arrow(function, null);
      case ClassExpression definition -> lowering.classes().expression(definition, null);
      case ParenthesizedExpression inner -> lower(bare(inner));
      case NonNullExpression inner -> lower(bare(inner));
      case AsExpression inner -> lower(bare(inner));
      case SatisfiesExpression inner -> lower(bare(inner));
      case TypeAssertionExpression inner -> lower(bare(inner));
      case ExpressionWithTypeArguments inner -> lower(bare(inner));
      case PropertyAccessExpression access -> lowering.chains().lower(access);
      case ElementAccessExpression access -> lowering.chains().lower(access);
      case CallExpression call -> lowering.chains().lower(call);
      case NewExpression made ->
          new Expression.New(lower(made.expression()), items(made.arguments()), made.span());
      case PrefixUnaryExpression unary -> prefix(unary);
      case PostfixUnaryExpression unary ->
          new Expression.Increment(
              lowering.patterns().target(unary.operand()),
              unary.operator() == PostfixUnaryExpression.Operator.PLUS_PLUS ? 1 : -1,
              false,
              unary.span());
      case DeleteExpression delete -> delete(delete);
      case TypeOfExpression unary ->
          new Expression.Unary(UnaryOperator.TYPE_OF, lower(unary.expression()), unary.span());
      case VoidExpression unary -> voidOf(unary);
      case AwaitExpression await -> new Expression.Await(lower(await.expression()), await.span());
      case YieldExpression yielding -> yielded(yielding);
      case BinaryExpression binary -> binary(binary);
      case ConditionalExpression conditional -> conditional(conditional);
      case SpreadElement spread -> new Expression.Opaque("... by itself", spread.span());
      case OmittedExpression omitted ->
          new Expression.Constant(Value.Nothing.UNDEFINED, omitted.span());
    };
  }

  /** Lowers a value that takes its name from what it is given to: {@code const f = () => 1}. */
  Expression lower(
      io.github.windlass.script.ecmascript.tree.Expression node, @Nullable String name) {
    io.github.windlass.script.ecmascript.tree.Expression bare = bare(node);
    if (bare instanceof ArrowFunction function) {
      return lowering.functions().arrow(function, name);
    } else if (bare instanceof FunctionExpression function) {
      return lowering.functions().expression(function, name);
    } else if (bare instanceof ClassExpression definition) {
      return lowering.classes().expression(definition, name);
    }
    return lower(bare);
  }

  /** What is within parentheses and types. */
  static io.github.windlass.script.ecmascript.tree.Expression bare(
      io.github.windlass.script.ecmascript.tree.Expression node) {
    io.github.windlass.script.ecmascript.tree.Expression at = node;
    io.github.windlass.script.ecmascript.tree.Expression inner = unwrapped(at);
    while (inner != null) {
      at = inner;
      inner = unwrapped(at);
    }
    return at;
  }

  /** What stands in a pair of parentheses, or under a type; null: it is neither. */
  static io.github.windlass.script.ecmascript.tree.@Nullable Expression unwrapped(
      io.github.windlass.script.ecmascript.tree.Expression node) {
    if (node instanceof ParenthesizedExpression outer) {
      return outer.expression();
    } else if (node instanceof NonNullExpression outer) {
      return outer.expression();
    } else if (node instanceof AsExpression outer) {
      return outer.expression();
    } else if (node instanceof SatisfiesExpression outer) {
      return outer.expression();
    } else if (node instanceof TypeAssertionExpression outer) {
      return outer.expression();
    } else if (node instanceof ExpressionWithTypeArguments outer) {
      return outer.expression();
    }
    return null;
  }

  private static Expression variable(Identifier name) {
    return name.text().equals("undefined")
        ? new Expression.Constant(Value.Nothing.UNDEFINED, name.span())
        : new Expression.Variable(name.text(), name.span());
  }

  /** A literal; also as a key. */
  private Expression literal(Literal literal) {
    Span span = literal.span();
    if (literal instanceof Literal.StringLiteral text) {
      return string(text);
    } else if (literal instanceof Literal.NoSubstitutionTemplateLiteral template) {
      return lowering.chains().cooked(template.text(), span.start() + 1, span.end() - 1, span);
    } else if (literal instanceof Literal.TrueKeyword) {
      return new Expression.Constant(Value.Bool.TRUE, span);
    } else if (literal instanceof Literal.FalseKeyword) {
      return new Expression.Constant(Value.Bool.FALSE, span);
    } else if (literal instanceof Literal.NullKeyword) {
      return new Expression.Constant(Value.Nothing.NULL, span);
    } else if (literal instanceof Literal.NumericLiteral number) {
      return new Expression.Constant(new Value.Num(number(number)), span);
    }
    return switch (literal) {
      case Literal.StringLiteral text -> string(text);
      case Literal.NumericLiteral number ->
          new Expression.Constant(new Value.Num(number(number)), span);
      case Literal.BigIntLiteral number -> bigInt(number, span);
      case Literal.RegularExpressionLiteral pattern ->
          new Expression.RegularExpression(pattern.pattern(), pattern.flags(), span);
      case Literal.NoSubstitutionTemplateLiteral template ->
          lowering.chains().cooked(template.text(), span.start() + 1, span.end() - 1, span);
      case Literal.TrueKeyword truth -> new Expression.Constant(Value.Bool.TRUE, truth.span());
      case Literal.FalseKeyword truth -> new Expression.Constant(Value.Bool.FALSE, truth.span());
      case Literal.NullKeyword nothing ->
          new Expression.Constant(Value.Nothing.NULL, nothing.span());
    };
  }

  private TextLiteral string(Literal.StringLiteral literal) {
    Span span = literal.span();
    List<TextLiteral.Part> parts = new ArrayList<>(1);
    lowering.texts().parts(literal.text(), span.start() + 1, span.end() - 1, parts);
    return new TextLiteral(parts, span);
  }

  private static double number(Literal.NumericLiteral number) {
    try {
      return Double.parseDouble(number.text());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static Expression bigInt(Literal.BigIntLiteral number, Span span) {
    String digits = digits(number);
    int radix =
        switch (digits.length() < 2 ? ' ' : digits.charAt(1)) {
          case 'x', 'X' -> 16;
          case 'o', 'O' -> 8;
          case 'b', 'B' -> 2;
          default -> 10;
        };
    // The time that it takes to read a number grows faster than its length.
    if (digits.length() <= BIG) {
      try {
        BigInteger value = new BigInteger(radix == 10 ? digits : digits.substring(2), radix);
        return new Expression.Constant(new Value.BigInt(value), span);
      } catch (NumberFormatException e) {
        return new Expression.Opaque("a number", span);
      }
    }
    return new Expression.Opaque("a number of " + digits.length() + " digits", span);
  }

  private static String digits(Literal.BigIntLiteral number) {
    String text = number.text();
    return text.endsWith("n") ? text.substring(0, text.length() - 1) : text;
  }

  private Expression template(TemplateExpression template) {
    List<TextLiteral.Part> parts = new ArrayList<>(2 * template.templateSpans().size() + 1);
    part(template.head(), 2, parts);
    for (TemplateSpan span : template.templateSpans()) {
      parts.add(new TextLiteral.Inserted(lower(span.expression())));
      part(span.literal(), span.literal() instanceof TemplatePart.TemplateTail ? 1 : 2, parts);
    }
    return new TextLiteral(parts, template.span());
  }

  private void part(TemplatePart part, int delimiter, List<TextLiteral.Part> parts) {
    String text = part.text();
    int start = part.span().start() + 1;
    int end = part.span().end() - delimiter;
    lowering.texts().parts(text == null ? part.rawText() : text, start, end, parts);
  }

  /** Items of a list, or arguments. */
  List<Item> items(List<io.github.windlass.script.ecmascript.tree.Expression> nodes) {
    List<Item> items = new ArrayList<>(nodes.size());
    for (io.github.windlass.script.ecmascript.tree.Expression node : nodes) {
      if (node instanceof SpreadElement spread) {
        items.add(new Item(lower(spread.expression()), true));
      } else if (node instanceof OmittedExpression) {
        items.add(new Item(null, false));
      } else {
        items.add(new Item(lower(node), false));
      }
    }
    return items;
  }

  private Expression object(ObjectLiteralExpression object) {
    List<Property> properties = new ArrayList<>(object.properties().size());
    for (ObjectElement element : object.properties()) {
      properties.add(
          element instanceof ObjectElement.PropertyAssignment pair
              ? pair(key(pair.name()), lower(pair.initializer()))
              : property(element));
    }
    return new Expression.ObjectLiteral(properties, object.span());
  }

  private static Property pair(Expression key, Expression value) {
    return new Expression.ObjectLiteral.Pair(key, value);
  }

  private Property property(ObjectElement element) {
    return switch (element) {
      case ObjectElement.PropertyAssignment pair ->
          pair(key(pair.name()), lower(pair.initializer()));
      case ObjectElement.ShorthandPropertyAssignment pair ->
          pair(key(pair.name()), variable(pair.name()));
      case ObjectElement.SpreadAssignment spread ->
          new Expression.ObjectLiteral.SpreadProperties(lower(spread.expression()));
      case MethodDeclaration method -> {
        Function function = lowering.functions().method(method);
        yield pair(key(method.name()), new Expression.FunctionLiteral(function, method.span()));
      }
      case Accessor accessor -> {
        Function function = lowering.functions().accessor(accessor);
        yield new Expression.ObjectLiteral.Accessor(
            key(accessor.name()), function, accessor instanceof Accessor.SetAccessor);
      }
    };
  }

  /** The key that a name stands for. */
  Expression key(PropertyName name) {
    if (name instanceof Identifier identifier) {
      return name(identifier.text(), identifier.span());
    }
    return switch (name) {
      case Identifier identifier -> name(identifier.text(), identifier.span());
      case PrivateIdentifier identifier -> name(identifier.text(), identifier.span());
      case Literal.StringLiteral text -> literal(text);
      case Literal.NumericLiteral number -> Terms.text(number.text(), number.span());
      case Literal.BigIntLiteral number -> Terms.text(digits(number), number.span());
      case PropertyName.ComputedPropertyName computed -> lower(computed.expression());
    };
  }

  /** A name as text: it may reach the SQL, as the name of a column. */
  private TextLiteral name(String name, Span span) {
    boolean verbatim = name.length() == span.length();
    return new TextLiteral(List.of(new TextLiteral.Characters(name, span, verbatim)), span);
  }

  private Expression meta(MetaProperty meta) {
    return switch (meta.keywordToken()) {
      case IMPORT -> new Expression.Variable(Lowering.META, meta.span());
      // What new was asked for is the class of what is made, but where a class is put in its place
      // by Reflect.construct.
      case NEW ->
          new Expression.Chain(
              new Expression.Self(meta.span()),
              List.of(new Expression.Link.Member("constructor", true, meta.span())),
              meta.span());
    };
  }

  private Expression prefix(PrefixUnaryExpression unary) {
    Span span = unary.span();
    return switch (unary.operator()) {
      case PLUS_PLUS, MINUS_MINUS ->
          new Expression.Increment(
              lowering.patterns().target(unary.operand()),
              unary.operator() == PrefixUnaryExpression.Operator.PLUS_PLUS ? 1 : -1,
              true,
              span);
      case MINUS -> {
        if (unary.operand() instanceof Literal.NumericLiteral number) {
          yield new Expression.Constant(new Value.Num(-number(number)), span);
        }
        yield new Expression.Unary(UnaryOperator.NEGATE, lower(unary.operand()), span);
      }
      case PLUS -> new Expression.Unary(UnaryOperator.PLUS, lower(unary.operand()), span);
      case TILDE -> new Expression.Unary(UnaryOperator.BIT_NOT, lower(unary.operand()), span);
      case EXCLAMATION -> new Expression.Unary(UnaryOperator.NOT, lower(unary.operand()), span);
    };
  }

  private Expression voidOf(VoidExpression unary) {
    return unary.expression() instanceof Literal.NumericLiteral
        ? new Expression.Constant(Value.Nothing.UNDEFINED, unary.span())
        : new Expression.Unary(UnaryOperator.VOID, lower(unary.expression()), unary.span());
  }

  private Expression delete(DeleteExpression delete) {
    Span span = delete.span();
    io.github.windlass.script.ecmascript.tree.Expression target = bare(delete.expression());
    Expression deleted = new Expression.Constant(Value.Bool.TRUE, span);
    Expression object;
    Expression key;
    if (target instanceof PropertyAccessExpression access) {
      object = lower(access.expression());
      key = Terms.text(access.name().text(), access.name().span());
    } else if (target instanceof ElementAccessExpression access) {
      object = lower(access.expression());
      key = lower(access.argumentExpression());
    } else {
      return new Expression.Sequence(List.of(lower(target), deleted), span);
    }
    Expression deletion = new Expression.Delete(object, key, span);
    if (!ChainLowering.skips(target)) {
      return deletion;
    }
    // Of nothing, nothing is deleted.
    Expression isNothing =
        new Expression.Operation(
            object,
            List.of(
                new Expression.Operation.Term(
                    BinaryOperator.EQUAL, new Expression.Constant(Value.Nothing.NULL, span), span)),
            span);
    return new Expression.Conditional(
        List.of(new Expression.Conditional.Branch(isNothing, deleted)), deletion, span);
  }

  private Expression yielded(YieldExpression node) {
    if (node.expression() == null) {
      return new Expression.Yield(null, false, node.span());
    }
    Expression value = lower(node.expression());
    return lowering.yieldsAwait()
        ? new Expression.Await(value, node.span())
        : new Expression.Yield(value, node.asteriskToken(), node.span());
  }

  private Expression conditional(ConditionalExpression outer) {
    List<Expression.Conditional.Branch> branches = new ArrayList<>(1);
    io.github.windlass.script.ecmascript.tree.Expression at = outer;
    while (at instanceof ConditionalExpression conditional) {
      branches.add(
          new Expression.Conditional.Branch(
              lower(conditional.condition()), lower(conditional.whenTrue())));
      at = bare(conditional.whenFalse());
    }
    return new Expression.Conditional(branches, lower(at), outer.span());
  }

  private Expression binary(BinaryExpression outer) {
    Spine spine = spine(outer.operatorToken());
    if (groupsRight(outer)) {
      return fromTheRight(outer);
    }
    Deque<BinaryExpression> upper = new ArrayDeque<>();
    io.github.windlass.script.ecmascript.tree.Expression at = outer;
    while (at instanceof BinaryExpression binary
        && spine(binary.operatorToken()) == spine
        && !groupsRight(binary)) {
      upper.push(binary);
      at = bare(binary.left());
    }
    Expression first = lower(at);
    Span span = outer.span();
    return switch (spine) {
      case AND -> new Expression.Shortcut(Shortcut.Kind.AND, operands(first, upper), span);
      case OR -> new Expression.Shortcut(Shortcut.Kind.OR, operands(first, upper), span);
      case COALESCE ->
          new Expression.Shortcut(Shortcut.Kind.COALESCE, operands(first, upper), span);
      case SEQUENCE, ASSIGNMENT -> new Expression.Sequence(operands(first, upper), span);
      case OPERATION -> {
        List<Expression.Operation.Term> terms = new ArrayList<>(upper.size());
        for (BinaryExpression binary : upper) {
          terms.add(term(binary, lower(binary.right())));
        }
        yield new Expression.Operation(first, terms, span);
      }
    };
  }

  private static Expression.Operation.Term term(BinaryExpression binary, Expression right) {
    return new Expression.Operation.Term(operator(binary.operatorToken()), right, binary.span());
  }

  private static boolean groupsRight(BinaryExpression binary) {
    return binary.operatorToken().isAssignment()
        || binary.operatorToken()
            == io.github.windlass.script.ecmascript.tree.BinaryOperator.ASTERISK_ASTERISK;
  }

  /** {@code a = b += c}, {@code a ** b ** c}: the parser reads it by a loop, but it is a nest. */
  private Expression fromTheRight(BinaryExpression outer) {
    Deque<BinaryExpression> upper = new ArrayDeque<>();
    io.github.windlass.script.ecmascript.tree.Expression at = outer;
    while (at instanceof BinaryExpression binary && groupsRight(binary)) {
      upper.push(binary);
      at = bare(binary.right());
    }
    if (upper.size() > NEST) {
      return Terms.unread(Intrinsic.TOO_DEEP, outer.span());
    }
    String name =
        upper.element().left() instanceof Identifier identifier ? identifier.text() : null;
    Expression value = lower(at, name);
    for (BinaryExpression binary : upper) {
      value =
          binary.operatorToken().isAssignment()
              ? assignment(binary, value)
              : new Expression.Operation(
                  lower(binary.left()), List.of(term(binary, value)), binary.span());
    }
    return value;
  }

  private List<Expression> operands(Expression first, Deque<BinaryExpression> upper) {
    List<Expression> operands = new ArrayList<>(upper.size() + 1);
    operands.add(first);
    for (BinaryExpression binary : upper) {
      operands.add(lower(binary.right()));
    }
    return operands;
  }

  private Expression assignment(BinaryExpression binary, Expression value) {
    Span span = binary.span();
    return switch (binary.operatorToken()) {
      case AMPERSAND_AMPERSAND_EQUALS ->
          new Expression.AssignShortcut(target(binary), Shortcut.Kind.AND, value, span);
      case BAR_BAR_EQUALS ->
          new Expression.AssignShortcut(target(binary), Shortcut.Kind.OR, value, span);
      case QUESTION_QUESTION_EQUALS ->
          new Expression.AssignShortcut(target(binary), Shortcut.Kind.COALESCE, value, span);
      case EQUALS -> new Expression.Assign(target(binary), value, span);
      default ->
          new Expression.AssignOperation(
              target(binary), operator(binary.operatorToken()), value, span);
    };
  }

  private io.github.windlass.script.Pattern target(BinaryExpression binary) {
    return lowering.patterns().target(binary.left());
  }

  private static Spine spine(io.github.windlass.script.ecmascript.tree.BinaryOperator operator) {
    return switch (operator) {
      case COMMA -> Spine.SEQUENCE;
      case AMPERSAND_AMPERSAND -> Spine.AND;
      case BAR_BAR -> Spine.OR;
      case QUESTION_QUESTION -> Spine.COALESCE;
      default -> operator.isAssignment() ? Spine.ASSIGNMENT : Spine.OPERATION;
    };
  }

  /** The operation of an operator, or of an assignment. */
  private static BinaryOperator operator(
      io.github.windlass.script.ecmascript.tree.BinaryOperator operator) {
    return switch (operator) {
      case PLUS, PLUS_EQUALS -> BinaryOperator.ADD;
      case MINUS, MINUS_EQUALS -> BinaryOperator.SUBTRACT;
      case ASTERISK, ASTERISK_EQUALS -> BinaryOperator.MULTIPLY;
      case SLASH, SLASH_EQUALS -> BinaryOperator.DIVIDE;
      case PERCENT, PERCENT_EQUALS -> BinaryOperator.REMAINDER;
      case ASTERISK_ASTERISK, ASTERISK_ASTERISK_EQUALS -> BinaryOperator.POWER;
      case LESS_THAN_LESS_THAN, LESS_THAN_LESS_THAN_EQUALS -> BinaryOperator.SHIFT_LEFT;
      case GREATER_THAN_GREATER_THAN, GREATER_THAN_GREATER_THAN_EQUALS ->
          BinaryOperator.SHIFT_RIGHT;
      case GREATER_THAN_GREATER_THAN_GREATER_THAN, GREATER_THAN_GREATER_THAN_GREATER_THAN_EQUALS ->
          BinaryOperator.SHIFT_RIGHT_UNSIGNED;
      case AMPERSAND, AMPERSAND_EQUALS -> BinaryOperator.BIT_AND;
      case BAR, BAR_EQUALS -> BinaryOperator.BIT_OR;
      case CARET, CARET_EQUALS -> BinaryOperator.BIT_XOR;
      case EQUALS_EQUALS -> BinaryOperator.EQUAL;
      case EXCLAMATION_EQUALS -> BinaryOperator.NOT_EQUAL;
      case EQUALS_EQUALS_EQUALS -> BinaryOperator.STRICT_EQUAL;
      case EXCLAMATION_EQUALS_EQUALS -> BinaryOperator.STRICT_NOT_EQUAL;
      case LESS_THAN -> BinaryOperator.LESS;
      case LESS_THAN_EQUALS -> BinaryOperator.LESS_OR_EQUAL;
      case GREATER_THAN -> BinaryOperator.GREATER;
      case GREATER_THAN_EQUALS -> BinaryOperator.GREATER_OR_EQUAL;
      case IN -> BinaryOperator.IN;
      case INSTANCE_OF -> BinaryOperator.INSTANCE_OF;
      case COMMA,
          AMPERSAND_AMPERSAND,
          BAR_BAR,
          QUESTION_QUESTION,
          EQUALS,
          AMPERSAND_AMPERSAND_EQUALS,
          BAR_BAR_EQUALS,
          QUESTION_QUESTION_EQUALS ->
          throw new IllegalArgumentException(operator.text() + " is no operation");
    };
  }
}
