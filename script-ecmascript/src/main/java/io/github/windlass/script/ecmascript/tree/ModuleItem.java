package io.github.windlass.script.ecmascript.tree;

import io.github.windlass.extractor.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement that imports or exports. */
public sealed interface ModuleItem extends Statement
    permits ModuleItem.ImportDeclaration,
        ModuleItem.ImportEqualsDeclaration,
        ModuleItem.ExportDeclaration,
        ModuleItem.ExportAssignment,
        ModuleItem.NamespaceExportDeclaration {

  /**
   * {@code import importClause from moduleSpecifier}.
   *
   * @param importClause null if the module is only run
   * @param moduleSpecifier a {@link Literal.StringLiteral} in all correct programs
   */
  record ImportDeclaration(
      List<ModifierLike> modifiers,
      @Nullable ImportClause importClause,
      Expression moduleSpecifier,
      @Nullable ImportAttributes attributes,
      Span span)
      implements ModuleItem {}

  /** {@code import name = moduleReference}. */
  record ImportEqualsDeclaration(
      List<ModifierLike> modifiers,
      boolean isTypeOnly,
      Identifier name,
      ModuleReference moduleReference,
      Span span)
      implements ModuleItem {}

  /**
   * {@code export exportClause from moduleSpecifier}.
   *
   * @param exportClause null for {@code export *}
   * @param moduleSpecifier null if the module's own names are exported; a {@link
   *     Literal.StringLiteral} in all correct programs
   */
  record ExportDeclaration(
      List<ModifierLike> modifiers,
      boolean isTypeOnly,
      @Nullable NamedExportBindings exportClause,
      @Nullable Expression moduleSpecifier,
      @Nullable ImportAttributes attributes,
      Span span)
      implements ModuleItem {}

  /**
   * {@code export default expression} or {@code export = expression}.
   *
   * @param isExportEquals whether it is the latter
   */
  record ExportAssignment(
      List<ModifierLike> modifiers, boolean isExportEquals, Expression expression, Span span)
      implements ModuleItem {}

  /** {@code export as namespace name}. */
  record NamespaceExportDeclaration(List<ModifierLike> modifiers, Identifier name, Span span)
      implements ModuleItem {}
}
