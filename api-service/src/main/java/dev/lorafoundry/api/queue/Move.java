package dev.lorafoundry.api.queue;

import dev.lorafoundry.contracts.settings.SettingProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a piece of work goes in its line. */
public enum Move {
  FIRST,
  UP,
  DOWN,
  LAST;

  /**
   * @throws NoSuchOrder if there is no such way
   */
  public static Move parse(@Nullable String text) {
    String given = String.valueOf(text);
    return Arrays.stream(values())
        .filter(move -> move.label().equalsIgnoreCase(given.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new NoSuchOrder(
                    "to '%s' is not allowed: use first, up, down or last."
                        .formatted(SettingProblem.shown(given))));
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The line with one of it moved. */
  <T> List<T> in(List<T> line, T moved) {
    int from = line.indexOf(moved);
    int to =
        switch (this) {
          case FIRST -> 0;
          case UP -> Math.max(0, from - 1);
          case DOWN -> Math.min(line.size() - 1, from + 1);
          case LAST -> line.size() - 1;
        };
    List<T> after = new ArrayList<>(line);
    after.add(to, after.remove(from));
    return after;
  }
}
