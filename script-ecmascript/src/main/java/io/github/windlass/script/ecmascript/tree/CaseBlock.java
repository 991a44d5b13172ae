package io.github.windlass.script.ecmascript.tree;

import io.github.windlass.extractor.Span;
import java.util.List;

/** <code>{clauses}</code> of a {@code switch}. */
public record CaseBlock(List<CaseOrDefaultClause> clauses, Span span) implements Node {}
