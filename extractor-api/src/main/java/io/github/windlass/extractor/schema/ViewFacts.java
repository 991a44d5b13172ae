package io.github.windlass.extractor.schema;

/**
 * A view or materialized view.
 *
 * @param columns in their order; their types are mostly unknown
 * @param query as the statement had it (the server prints it anew, and that is not known)
 * @param indexes of a materialized view
 * @param readers the views that read it
 */
public record ViewFacts(
    QualifiedName name,
    boolean materialized,
    Fact<String> comment,
    Listing<ColumnFacts> columns,
    Fact<String> query,
    Listing<IndexFacts> indexes,
    Listing<QualifiedName> readers)
    implements RelationFacts {}
