package dev.lorafoundry.api.page.web;

import java.util.List;

/**
 * One field of a form.
 *
 * @param name of the parameter; also the id of the element
 * @param placeholder what holds when it is left empty
 * @param problem what is wrong with the value; empty: nothing
 * @param wide whether it takes a whole row
 */
record Field(
    String name,
    String label,
    Kind kind,
    String value,
    List<Option> choices,
    String unit,
    String placeholder,
    String help,
    String problem,
    boolean wide) {
  Field {
    choices = List.copyOf(choices);
  }

  enum Kind {
    TEXT,
    AREA,
    /** Texts of one line, one below the other. */
    LINES,
    /** One of the choices. */
    ONE,
    /** Any of the choices. */
    SEVERAL
  }

  record Option(String value, String label, boolean chosen) {}

  static Field text(String name, String label, String value, String help) {
    return new Field(name, label, Kind.TEXT, value, List.of(), "", "", help, "", false);
  }

  /** A text of several lines over a whole row, empty as it is shown. */
  static Field area(String name, String label, String help) {
    return new Field(name, label, Kind.AREA, "", List.of(), "", "", help, "", true);
  }

  static Field choice(String name, String label, List<Option> choices, String help) {
    return new Field(name, label, Kind.ONE, "", choices, "", "", help, "", false);
  }

  /** The same field, showing what holds when it is left empty. */
  Field whenEmpty(String holds) {
    return new Field(name, label, kind, value, choices, unit, holds, help, problem, wide);
  }

  /** The same field, of which people tick any of these instead of writing their values. */
  Field ofAny(List<Option> offered, String about) {
    return new Field(
        name, label, Kind.SEVERAL, "", offered, unit, placeholder, about, problem, true);
  }

  /** The same field over a whole row. */
  Field overWholeRow() {
    return new Field(name, label, kind, value, choices, unit, placeholder, help, problem, true);
  }
}
