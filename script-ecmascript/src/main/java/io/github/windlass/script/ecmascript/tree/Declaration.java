package io.github.windlass.script.ecmascript.tree;

import io.github.windlass.extractor.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement that names something other than a variable. */
public sealed interface Declaration extends Statement
    permits Declaration.FunctionDeclaration,
        Declaration.ClassDeclaration,
        Declaration.InterfaceDeclaration,
        Declaration.TypeAliasDeclaration,
        Declaration.EnumDeclaration,
        Declaration.ModuleDeclaration {

  List<ModifierLike> modifiers();

  /**
   * {@code function name}.
   *
   * @param asteriskToken whether it is a generator
   * @param name null only behind {@code export default}
   * @param body null for an overload and for what is declared
   */
  record FunctionDeclaration(
      List<ModifierLike> modifiers,
      boolean asteriskToken,
      @Nullable Identifier name,
      List<TypeParameter> typeParameters,
      List<Parameter> parameters,
      @Nullable TypeNode type,
      @Nullable Block body,
      Span span)
      implements Declaration, FunctionLike {}

  /**
   * {@code class name}.
   *
   * @param name null only behind {@code export default}
   */
  record ClassDeclaration(
      List<ModifierLike> modifiers,
      @Nullable Identifier name,
      List<TypeParameter> typeParameters,
      List<HeritageClause> heritageClauses,
      List<ClassElement> members,
      Span span)
      implements Declaration, ClassLike {}

  /** {@code interface name}, its body read and dropped. */
  record InterfaceDeclaration(List<ModifierLike> modifiers, Identifier name, Span span)
      implements Declaration {}

  /** {@code type name = …}, its type read and dropped. */
  record TypeAliasDeclaration(List<ModifierLike> modifiers, Identifier name, Span span)
      implements Declaration {}

  /** {@code enum name}. */
  record EnumDeclaration(
      List<ModifierLike> modifiers, Identifier name, List<EnumMember> members, Span span)
      implements Declaration {}

  /**
   * {@code namespace name}, {@code module "name"}, {@code declare global}; {@code namespace a.b} is
   * one in another.
   *
   * @param keyword {@code GLOBAL} has the name {@code global}
   * @param body null for {@code declare module "name";}
   */
  record ModuleDeclaration(
      List<ModifierLike> modifiers,
      Keyword keyword,
      ModuleName name,
      @Nullable ModuleBody body,
      Span span)
      implements Declaration, ModuleBody {

    /** {@code *Keyword}. */
    public enum Keyword {
      NAMESPACE,
      MODULE,
      GLOBAL
    }
  }
}
