package dev.lorafoundry.api.page.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

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
    Phrase label,
    Kind kind,
    String value,
    List<Option> choices,
    @Nullable Phrase unit,
    @Nullable Phrase placeholder,
    @Nullable Phrase help,
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

  record Option(String value, Phrase label, boolean chosen) {
    /** One that is called the same in every language. */
    static Option named(String value, String name, boolean chosen) {
      return new Option(value, Phrase.verbatim(name), chosen);
    }
  }

  static Field text(String name, Phrase label, String value, @Nullable Phrase help) {
    return new Field(name, label, Kind.TEXT, value, List.of(), null, null, help, "", false);
  }

  /** A text of several lines over a whole row, empty as it is shown. */
  static Field area(String name, Phrase label, @Nullable Phrase help) {
    return new Field(name, label, Kind.AREA, "", List.of(), null, null, help, "", true);
  }

  static Field choice(String name, Phrase label, List<Option> choices, @Nullable Phrase help) {
    return new Field(name, label, Kind.ONE, "", choices, null, null, help, "", false);
  }

  /** The same field, showing what holds when it is left empty. */
  Field whenEmpty(String holds) {
    return new Field(
        name, label, kind, value, choices, unit, Phrase.verbatim(holds), help, problem, wide);
  }

  /** The same field, of which people tick any of these instead of writing their values. */
  Field ofAny(List<Option> offered, Phrase about) {
    return new Field(
        name, label, Kind.SEVERAL, "", offered, unit, placeholder, about, problem, true);
  }

  /** The same field over a whole row. */
  Field overWholeRow() {
    return new Field(name, label, kind, value, choices, unit, placeholder, help, problem, true);
  }
}
