package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What extensions bring, and what in a catalog cannot be without it. */
public final class Extensions {

  /** Extensions with operator classes for types that are not their own, by method. */
  private static final List<List<String>> FOR_OTHER_TYPES =
      List.of(List.of("btree_gist", "gist"), List.of("btree_gin", "gin"));

  private Extensions() {}

  /** The types that an extension brings, by name. */
  public static List<String> typesOf(String extension) {
    return sorted(BuiltInTypes.broughtBy(extension));
  }

  /** The functions that an extension brings, by name. */
  public static List<String> functionsOf(String extension) {
    return sorted(BuiltInFunctions.broughtBy(extension));
  }

  private static List<String> sorted(List<String> names) {
    return List.copyOf(new TreeSet<>(names));
  }

  /** The indexes whose keys are ordered by an operator class of an extension, by name. */
  public static List<Index> indexesNeeding(Catalog catalog, String extension) {
    Set<Index> found = new TreeSet<>((one, other) -> one.name().compareTo(other.name()));
    for (String opclass : sorted(BuiltInOperatorClasses.broughtBy(extension))) {
      for (Relation relation : catalog.relationsMentioning(opclass)) {
        if (relation instanceof Index index && names(index, opclass)) {
          found.add(index);
        }
      }
    }
    for (List<String> known : FOR_OTHER_TYPES) {
      if (known.get(0).equals(extension)) {
        Set<String> types =
            new TreeSet<>(BuiltInOperatorClasses.defaultsBroughtBy(extension, known.get(1)));
        catalog
            .relations()
            .forEach(relation -> {
              if (relation instanceof Index index
                  && index.definition().method().equals(known.get(1))
                  && hasKeyOf(catalog, index, types)) {
                found.add(index);
              }
            });
      }
    }
    return new ArrayList<>(found);
  }

  private static boolean names(Index index, String name) {
    for (Index.KeyOrder order : index.definition().orders()) {
      List<String> opclass = order.opclass();
      if (!opclass.isEmpty() && opclass.get(opclass.size() - 1).equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasKeyOf(Catalog catalog, Index index, Set<String> types) {
    Table table = catalog.table(index.table()).orElse(null);
    if (table == null) {
      return false;
    }
    for (String name : index.columns()) {
      ColumnType type = table.column(name).map(Column::type).orElse(null);
      if (type != null && !type.array() && types.contains(type.name())) {
        return true;
      }
    }
    return false;
  }
}
