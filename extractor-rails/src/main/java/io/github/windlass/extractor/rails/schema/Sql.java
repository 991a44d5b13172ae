package io.github.windlass.extractor.rails.schema;

import io.github.windlass.script.Text;

/** Puts a statement together from texts that know their origin. */
public final class Sql {

  private final Text.Builder text = new Text.Builder();

  /** Adds what ActiveRecord writes. */
  public Sql add(String characters) {
    text.add(characters);
    return this;
  }

  /** Adds a text as it is. */
  public Sql add(Text part) {
    text.add(part);
    return this;
  }

  /** Adds a name between quotes. */
  public Sql name(Text name) {
    text.add(Names.quoted(name));
    return this;
  }

  /** Adds the name of a table, perhaps with its schema's before it. */
  public Sql table(Text name) {
    text.add(Names.quotedTable(name));
    return this;
  }

  /** Adds a literal. */
  public Sql literal(Text value) {
    text.add(Names.literal(value));
    return this;
  }

  public Text text() {
    return text.build();
  }
}
