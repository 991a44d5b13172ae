package io.github.windlass.script.ecmascript.conformance;

import io.github.windlass.fixtures.Json;
import io.github.windlass.script.ecmascript.tree.BinaryOperator;
import io.github.windlass.script.ecmascript.tree.Comment;
import io.github.windlass.script.ecmascript.tree.Expression.PostfixUnaryExpression;
import io.github.windlass.script.ecmascript.tree.Expression.PrefixUnaryExpression;
import io.github.windlass.script.ecmascript.tree.ModifierLike.Modifier;
import io.github.windlass.script.ecmascript.tree.Node;
import io.github.windlass.script.ecmascript.tree.SourceFile;
import io.github.windlass.script.ecmascript.tree.TypeNode;
import io.github.windlass.script.ecmascript.tree.VariableDeclarationList;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes our tree in the canonical form of TypeScript's, which {@code
 * fixtures/record/script-ecmascript/tree.mjs} describes: a record is a node of the record's name,
 * its components are that node's fields.
 */
final class CanonicalTree {

  private record Component(String name, Method accessor) {}

  private record Pending(int depth, String field, Node node) {}

  private final Map<Class<?>, List<Component>> components = new HashMap<>();

  /** The lines of a tree, joined by line breaks. */
  String write(SourceFile file) {
    StringBuilder out = new StringBuilder(1 << 12);
    Deque<Pending> stack = new ArrayDeque<>();
    stack.push(new Pending(0, "file", file));
    while (!stack.isEmpty()) {
      Pending pending = stack.pop();
      Node node = pending.node();
      out.append(pending.depth()).append(' ').append(pending.field()).append(' ');
      out.append(kind(node)).append(' ').append(node.span().start());
      out.append('-').append(node.span().end());
      List<Pending> children = new ArrayList<>();
      for (Component component : components(node.getClass())) {
        Object value = value(component, node);
        switch (value) {
          case Node child ->
              children.add(new Pending(pending.depth() + 1, component.name(), child));
          case List<?> list -> addAll(children, pending.depth() + 1, component.name(), list);
          case null, default -> writeAttribute(out, component.name(), value);
        }
      }
      for (Pending child : children.reversed()) {
        stack.push(child);
      }
      out.append('\n');
    }
    for (Comment comment : file.comments()) {
      out.append("comment ").append(comment.span().start());
      out.append('-').append(comment.span().end()).append('\n');
    }
    out.setLength(out.length() - 1);
    return out.toString();
  }

  /** The first 64 bits of the SHA-256 of a canonical text, in hex. */
  static String digest(String lines) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(lines.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void addAll(List<Pending> children, int depth, String field, List<?> list) {
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i) instanceof Node child) {
        children.add(new Pending(depth, field + '[' + i + ']', child));
      }
    }
  }

  private static void writeAttribute(StringBuilder out, String name, @Nullable Object value) {
    switch (value) {
      case null -> {}
      case Boolean flag -> {
        if (flag) {
          out.append(' ').append(name);
        }
      }
      case Enum<?> constant ->
          out.append(' ').append(name).append('=').append(constantName(constant));
      case String text -> {
        out.append(' ').append(name).append('=');
        Json.write(out, text);
      }
      default -> throw new IllegalStateException("no canonical form for " + value.getClass());
    }
  }

  private static String kind(Node node) {
    return switch (node) {
      case TypeNode type -> "Type";
      case Modifier modifier -> constantName(modifier.kind());
      default -> node.getClass().getSimpleName();
    };
  }

  /** TypeScript's name of a constant: {@code PlusToken}, {@code ExportKeyword}, {@code Let}. */
  private static String constantName(Enum<?> constant) {
    StringBuilder name = new StringBuilder();
    for (String word : constant.name().split("_", -1)) {
      name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return switch (constant) {
      case BinaryOperator operator ->
          name
              + (operator == BinaryOperator.IN || operator == BinaryOperator.INSTANCE_OF
                  ? "Keyword"
                  : "Token");
      case PrefixUnaryExpression.Operator other -> name + "Token";
      case PostfixUnaryExpression.Operator other -> name + "Token";
      case VariableDeclarationList.Flags flags -> name.toString();
      default -> name + "Keyword";
    };
  }

  private List<Component> components(Class<?> type) {
    List<Component> known = components.get(type);
    if (known == null) {
      known = new ArrayList<>();
      for (RecordComponent component : type.getRecordComponents()) {
        boolean isField =
            !component.getName().equals("span")
                && !component.getName().equals("comments")
                && type != Modifier.class;
        if (isField) {
          known.add(new Component(component.getName(), component.getAccessor()));
        }
      }
      components.put(type, known);
    }
    return known;
  }

  private static @Nullable Object value(Component component, Node node) {
    try {
      return component.accessor().invoke(node);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }
}
