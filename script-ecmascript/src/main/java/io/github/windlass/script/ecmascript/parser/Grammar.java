package io.github.windlass.script.ecmascript.parser;

/** The productions, one class for each family, that all read along one cursor. */
final class Grammar {

  final TokenCursor cursor;
  final Memo memo = new Memo();
  final TypeGrammar types;
  final TypeStarts typeStarts;
  final TypeArgumentGrammar typeArguments;
  final TypeMemberGrammar typeMembers;
  final ExpressionGrammar expressions;
  final ArrowGrammar arrows;
  final MemberGrammar members;
  final PrimaryGrammar primaries;
  final ObjectGrammar objects;
  final BindingGrammar bindings;
  final FunctionGrammar functions;
  final ModifierGrammar modifiers;
  final ClassGrammar classes;
  final StatementGrammar statements;
  final LoopGrammar loops;
  final DeclarationGrammar declarations;
  final ImportGrammar imports;
  final ExportGrammar exports;

  Grammar(TokenCursor cursor) {
    this.cursor = cursor;
    this.types = new TypeGrammar(this);
    this.typeStarts = new TypeStarts(this);
    this.typeArguments = new TypeArgumentGrammar(this);
    this.typeMembers = new TypeMemberGrammar(this);
    this.expressions = new ExpressionGrammar(this);
    this.arrows = new ArrowGrammar(this);
    this.members = new MemberGrammar(this);
    this.primaries = new PrimaryGrammar(this);
    this.objects = new ObjectGrammar(this);
    this.bindings = new BindingGrammar(this);
    this.functions = new FunctionGrammar(this);
    this.modifiers = new ModifierGrammar(this);
    this.classes = new ClassGrammar(this);
    this.statements = new StatementGrammar(this);
    this.loops = new LoopGrammar(this);
    this.declarations = new DeclarationGrammar(this);
    this.imports = new ImportGrammar(this);
    this.exports = new ExportGrammar(this);
  }
}
