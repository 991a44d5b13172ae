package io.github.windlass.sql.postgres.tree;

import java.util.List;

/**
 * What DROP, COMMENT, RENAME, GRANT and their like name: the form depends on the kind of object.
 */
public sealed interface ObjectReference extends Node
    permits QualifiedName,
        RangeVar,
        TypeName,
        ObjectWithArgs,
        ObjectReference.Cast,
        ObjectReference.Transform,
        ObjectReference.OperatorSet,
        ObjectReference.OnRelation,
        ObjectReference.OnDomain,
        ObjectReference.LargeObject {

  /** {@code CAST (source AS target)}. */
  record Cast(TypeName source, TypeName target, Span span) implements ObjectReference {}

  /** {@code TRANSFORM FOR type LANGUAGE language}. */
  record Transform(TypeName type, String language, Span span) implements ObjectReference {}

  /** An operator class or family: {@code name USING accessMethod}. */
  record OperatorSet(String accessMethod, List<String> names, Span span)
      implements ObjectReference {}

  /** A trigger, rule, policy or constraint: {@code name ON relation}. */
  record OnRelation(List<String> relation, String name, Span span) implements ObjectReference {}

  /** {@code CONSTRAINT name ON DOMAIN domain}. */
  record OnDomain(TypeName domain, String name, Span span) implements ObjectReference {}

  /** {@code LARGE OBJECT oid}. */
  record LargeObject(Value oid, Span span) implements ObjectReference {}
}
