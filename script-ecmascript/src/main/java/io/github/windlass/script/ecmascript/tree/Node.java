package io.github.windlass.script.ecmascript.tree;

import io.github.windlass.extractor.Span;

/** Anything in the tree. */
public sealed interface Node
    permits SourceFile,
        Statement,
        TemplateSpan,
        TemplatePart,
        FunctionLike,
        Parameter,
        ClassLike,
        ClassElement,
        HeritageClause,
        EnumMember,
        ObjectElement,
        PropertyName,
        BindingName,
        MemberName,
        ArrayBindingElement,
        VariableDeclaration,
        ForInitializer,
        ConciseBody,
        CaseBlock,
        CaseOrDefaultClause,
        CatchClause,
        ModifierLike,
        ModuleBody,
        ModuleReference,
        ModuleExportName,
        ModuleName,
        ImportClause,
        NamedImportBindings,
        ImportSpecifier,
        ImportAttributes,
        ImportAttribute,
        NamedExportBindings,
        ExportSpecifier,
        TypeNode,
        TypeParameter {

  /** Where it stands, without the blanks and comments before it. */
  Span span();
}
