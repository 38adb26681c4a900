package dev.lorafoundry.tensor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The lines of a method behind its head, each with what emitted it. */
final class Lines {
  private final Program program;
  private final List<String> lines = new ArrayList<>();
  private final List<Origin> origins = new ArrayList<>();
  private String indentation = "";
  private int variables;

  Lines(Program program) {
    this.program = program;
  }

  /** Adds one. */
  void add(String line) {
    lines.add(indentation + line);
    origins.add(Origin.here(program.modulePath()));
  }

  /** What the body adds belongs to the line before. */
  void indented(Runnable body) {
    indentation += "  ";
    body.run();
    indentation = indentation.substring(2);
  }

  /** The name of a new variable. */
  String variable() {
    return "v" + variables++;
  }

  /** How many there are so far. */
  int count() {
    return lines.size();
  }

  /** Those from the n-th on, counted from 0. */
  List<String> from(int line) {
    return List.copyOf(lines.subList(line, lines.size()));
  }

  /** Puts those from one on in front of an earlier one. */
  void moveEnd(int from, int to) {
    int count = lines.size() - from;
    Collections.rotate(lines.subList(to, lines.size()), count);
    Collections.rotate(origins.subList(to, origins.size()), count);
  }

  /** What emitted the n-th one, counted from 0. */
  Origin origin(int line) {
    return origins.get(line);
  }
}
