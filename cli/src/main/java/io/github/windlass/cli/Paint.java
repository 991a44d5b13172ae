package io.github.windlass.cli;

import io.github.windlass.analyzer.Risk;

/** Colours of a terminal (ECMA-48, "Select Graphic Rendition"), from its own palette. */
enum Paint {
  PLAIN(""),
  BOLD("1"),
  DIM("2"),
  GREEN("32"),
  CYAN("36"),
  YELLOW("33"),
  MAGENTA("35"),
  RED("31"),
  ALARM("1;97;41");

  private final String code;

  Paint(String code) {
    this.code = code;
  }

  static Paint of(Risk risk) {
    return switch (risk) {
      case SAFE -> GREEN;
      case LOW -> CYAN;
      case MEDIUM -> YELLOW;
      case HIGH -> RED;
      case CRITICAL -> ALARM;
    };
  }

  /** The text in this colour. */
  String on(String text) {
    return this == PLAIN || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
