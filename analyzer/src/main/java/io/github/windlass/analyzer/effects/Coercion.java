package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.catalog.BuiltInCasts;
import io.github.windlass.analyzer.catalog.BuiltInCasts.Context;
import io.github.windlass.analyzer.catalog.BuiltInTypes;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.ColumnType;
import io.github.windlass.analyzer.catalog.UserType;
import java.util.List;

/**
 * Which types turn into which ({@code find_coercion_pathway} in {@code parser/parse_coerce.c}), and
 * which can be compared by a foreign key. Where a type is not known nothing is forbidden.
 */
final class Coercion {

  private final Catalog catalog;
  private final int version;

  Coercion(Catalog catalog, int version) {
    this.catalog = catalog;
    this.version = version;
  }

  /** Whether a value of one type can become one of another in a context. */
  boolean allows(ColumnType from, ColumnType to, Context context) {
    ColumnType source = base(from);
    ColumnType target = base(to);
    if (!isKnown(source)
        || !isKnown(target)
        || source.withoutTypmods().equals(target.withoutTypmods())) {
      return true;
    }
    boolean plain = !source.array() && !target.array();
    BuiltInCasts.Cast cast =
        plain ? BuiltInCasts.between(source.name(), target.name(), version) : null;
    if (cast != null) {
      return cast.context().compareTo(context) <= 0;
    }
    if (isString(target)) {
      // By text, whatever it is (CoerceViaIO).
      return context != Context.IMPLICIT;
    }
    if (source.array() != target.array()) {
      ColumnType single = source.array() ? target : source;
      if (!single.isBuiltIn() && BuiltInTypes.isKnown(single.name(), version)) {
        // An extension's type, which may have casts of arrays: pgvector's have.
        return true;
      }
      return context == Context.EXPLICIT
          && (isString(source) || casts(source.name(), target.name(), context));
    }
    if (source.array()) {
      return allows(source.element(), target.element(), context);
    }
    if (context == Context.EXPLICIT && isString(source)) {
      return true;
    }
    return casts(source.name(), target.name(), context);
  }

  private boolean isString(ColumnType type) {
    return !type.array() && BuiltInTypes.isString(type.name(), version);
  }

  /** Whether a foreign key of one type can refer to a key of another. */
  boolean refers(ColumnType foreign, ColumnType referenced) {
    ColumnType left = base(foreign).withoutTypmods();
    ColumnType right = base(referenced).withoutTypmods();
    if (left.equals(right) || !isKnown(left) || !isKnown(right)) {
      return true;
    }
    if (left.array() || right.array()) {
      return false;
    }
    // The operator class of varchar is that of text.
    String input = indexedAs(right.name());
    if (BuiltInTypes.isComparable(indexedAs(left.name()), input, version)) {
      return true;
    }
    return casts(left.name(), input, Context.IMPLICIT);
  }

  private static String indexedAs(String type) {
    return type.equals("varchar") ? "text" : type;
  }

  private boolean casts(String source, String target, Context context) {
    BuiltInCasts.Cast cast = BuiltInCasts.between(source, target, version);
    return cast != null && cast.context().compareTo(context) <= 0;
  }

  /** The type that a domain stands for, through domains of domains. */
  ColumnType base(ColumnType type) {
    ColumnType found = qualified(type);
    for (int depth = 0; depth < 8; depth++) {
      UserType.DomainType domain = catalog.domain(found).orElse(null);
      if (domain == null) {
        return found;
      }
      found = domain.base();
    }
    return found;
  }

  /** A type of the history's own with its schema, however it was written. */
  private ColumnType qualified(ColumnType type) {
    if (type.name().indexOf('.') >= 0 || BuiltInTypes.isKnown(type.name(), version)) {
      return type;
    }
    String name = catalog.resolveType(List.of(type.name())).toString();
    return new ColumnType(name, type.typmods(), type.array(), type.detail());
  }

  private boolean isKnown(ColumnType type) {
    return BuiltInTypes.isKnown(type.name(), version)
        || catalog.type(type.name()).isPresent()
        || catalog.relation(catalog.resolveType(List.of(type.name().split("\\.", -1)))).isPresent();
  }
}
