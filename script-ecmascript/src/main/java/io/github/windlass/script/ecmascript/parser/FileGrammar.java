package io.github.windlass.script.ecmascript.parser;

import io.github.windlass.extractor.Span;
import io.github.windlass.script.ecmascript.parser.TokenCursor.Mark;
import io.github.windlass.script.ecmascript.tree.Declaration;
import io.github.windlass.script.ecmascript.tree.ModifierLike;
import io.github.windlass.script.ecmascript.tree.ModifierLike.Modifier;
import io.github.windlass.script.ecmascript.tree.ModuleItem;
import io.github.windlass.script.ecmascript.tree.ModuleItem.ImportEqualsDeclaration;
import io.github.windlass.script.ecmascript.tree.ModuleItem.NamespaceExportDeclaration;
import io.github.windlass.script.ecmascript.tree.ModuleReference.ExternalModuleReference;
import io.github.windlass.script.ecmascript.tree.SourceFile;
import io.github.windlass.script.ecmascript.tree.Statement;
import io.github.windlass.script.ecmascript.tree.Statement.VariableStatement;
import java.util.ArrayList;
import java.util.List;

/**
 * A whole file.
 *
 * <p>{@code await} at the top level is a name in a script, and an operator in a module; which of
 * them a file is may show at its end only. So, as in TypeScript, the statements in which {@code
 * await} was a name are read again as a module's if the file turns out to be one.
 */
final class FileGrammar {

  private final TokenCursor cursor;
  private final Grammar grammar;
  private final List<Statement> statements = new ArrayList<>();
  private boolean externalModule;

  private FileGrammar(String text, FileKind kind) {
    this.cursor = new TokenCursor(text, kind.isJavaScript());
    this.grammar = new Grammar(cursor);
    this.externalModule = kind.isModule();
  }

  static ParseResult read(String text, FileKind kind) {
    FileGrammar file = new FileGrammar(text, kind);
    ParseResult result = file.read(false);
    if (!file.cursor.awaitAsName || kind == FileKind.DTS) {
      return result;
    }
    FileGrammar module = new FileGrammar(text, kind);
    ParseResult moduleResult = module.read(true);
    boolean isModule =
        result instanceof ParseResult.Parsed parsed
            ? parsed.tree().externalModule()
            : module.externalModule;
    return isModule ? moduleResult : result;
  }

  private ParseResult read(boolean module) {
    int start = cursor.start;
    try {
      while (cursor.kind != Token.END_OF_FILE) {
        Statement statement = module ? moduleStatement() : grammar.statements.listed();
        statements.add(statement);
        externalModule |= isModuleItem(statement);
      }
      if (cursor.error != null) {
        throw cursor.error();
      }
    } catch (ParseFailure failure) {
      return new ParseResult.SyntaxError(
          failure.reason(),
          new Span(failure.start(), failure.end()),
          failure.limit(),
          List.copyOf(statements));
    }
    externalModule |= cursor.importMeta;
    return new ParseResult.Parsed(
        new SourceFile(
            List.copyOf(statements),
            externalModule,
            cursor.comments(),
            new Span(start, cursor.length)));
  }

  private Statement moduleStatement() {
    Mark mark = cursor.mark();
    cursor.awaitAsName = false;
    try {
      Statement statement = grammar.statements.listed();
      if (!cursor.awaitAsName) {
        return statement;
      }
    } catch (ParseFailure failure) {
      if (failure.limit() || !cursor.awaitAsName) {
        throw failure;
      }
    }
    cursor.restart(mark);
    cursor.context |= TokenCursor.AWAIT;
    Statement statement = grammar.statements.listed();
    cursor.context &= ~TokenCursor.AWAIT;
    return statement;
  }

  // No switch over the families: the first of those costs a new JVM more than the parse does.
  private static boolean isModuleItem(Statement statement) {
    if (statement instanceof Declaration declaration) {
      return isExported(declaration.modifiers());
    } else if (statement instanceof VariableStatement variables) {
      return isExported(variables.modifiers());
    } else if (statement instanceof ImportEqualsDeclaration equals) {
      return isExported(equals.modifiers())
          || equals.moduleReference() instanceof ExternalModuleReference;
    } else {
      return statement instanceof ModuleItem && !(statement instanceof NamespaceExportDeclaration);
    }
  }

  private static boolean isExported(List<ModifierLike> modifiers) {
    return ModifierGrammar.has(modifiers, Modifier.Kind.EXPORT);
  }
}
