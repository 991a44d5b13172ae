package io.github.windlass.script.ecmascript;

import io.github.windlass.extractor.Comment;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import io.github.windlass.script.ecmascript.parser.EcmaScriptParser;
import io.github.windlass.script.ecmascript.parser.FileKind;
import io.github.windlass.script.ecmascript.parser.ParseResult;
import java.util.ArrayList;
import java.util.List;

/** The comments of a TypeScript or JavaScript file that speak to whoever judges migrations. */
public final class SpokenComments {

  private SpokenComments() {}

  /** Those of a source; none of one that cannot be read. */
  public static List<Comment> in(SourceFile source) {
    if (source.text().length() > EcmaScriptProgram.CHARACTERS
        || !(EcmaScriptParser.parse(source.text(), FileKind.of(source.path()))
            instanceof ParseResult.Parsed parsed)) {
      return List.of();
    }
    List<Span> spans = new ArrayList<>();
    for (var comment : parsed.tree().comments()) {
      spans.add(comment.span());
    }
    return Comment.in(source, spans);
  }
}
