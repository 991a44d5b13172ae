package io.github.windlass.script;

/** What a variable holds that reads a member of an object whenever it is read. */
record Imported(Value object, String name, Place place) implements HostObject {

  @Override
  public String describe() {
    return name;
  }
}
