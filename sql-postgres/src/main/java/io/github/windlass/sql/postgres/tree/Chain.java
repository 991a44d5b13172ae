package io.github.windlass.sql.postgres.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The object methods of records that stand in each other's first operand: {@code a + b + c}, {@code
 * SELECT … UNION SELECT …}, {@code a JOIN b JOIN c}. Such chains are long in practice, and what the
 * compiler writes for a record takes stack for each link.
 *
 * @param first the operand in which the chain goes on
 * @param rest everything else of a link, without its own links
 */
record Chain<T extends Record>(
    Class<T> type, Function<T, @Nullable Object> first, Function<T, List<?>> rest) {

  @SuppressWarnings("ReferenceEquality") // to ask for more here would walk the chain once a link
  boolean equal(T one, @Nullable Object other) {
    Object left = one;
    Object right = other;
    while (type.isInstance(left) && type.isInstance(right) && left != right) {
      T leftLink = type.cast(left);
      T rightLink = type.cast(right);
      if (!rest.apply(leftLink).equals(rest.apply(rightLink))) {
        return false;
      }
      left = first.apply(leftLink);
      right = first.apply(rightLink);
    }
    // Two links here are the same one; a link beside anything else ends the likeness.
    return left == right || (!type.isInstance(left) && Objects.equals(left, right));
  }

  int hash(T link) {
    int hash = 1;
    Object at = link;
    while (type.isInstance(at)) {
      T next = type.cast(at);
      hash = 31 * hash + rest.apply(next).hashCode();
      at = first.apply(next);
    }
    return 31 * hash + Objects.hashCode(at);
  }

  String string(T link) {
    StringBuilder out = new StringBuilder();
    List<List<?>> rests = new ArrayList<>();
    Object at = link;
    while (type.isInstance(at)) {
      T next = type.cast(at);
      out.append(type.getSimpleName()).append('[');
      rests.add(rest.apply(next));
      at = first.apply(next);
    }
    out.append(at);
    for (int i = rests.size() - 1; i >= 0; i--) {
      for (Object part : rests.get(i)) {
        out.append(", ").append(part);
      }
      out.append(']');
    }
    return out.toString();
  }
}
