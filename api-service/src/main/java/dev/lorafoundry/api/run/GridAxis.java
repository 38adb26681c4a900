package dev.lorafoundry.api.run;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * One axis of a grid: a setting, or several that go together, and their values.
 *
 * @param settings their names
 * @param rows different ones, each with a value of every setting
 */
record GridAxis(List<String> settings, List<List<Object>> rows) {
  GridAxis {
    settings = List.copyOf(settings);
    rows = List.copyOf(rows);
  }

  /**
   * @param columns values by setting, equally many of each of these
   * @param notes gets a sentence where a row was there several times
   */
  static GridAxis of(List<String> settings, Map<String, List<Object>> columns, List<String> notes) {
    List<List<Object>> own =
        settings.stream().map(name -> Objects.requireNonNull(columns.get(name), name)).toList();
    Set<List<Object>> rows = new LinkedHashSet<>();
    int given = own.get(0).size();
    for (int i = 0; i < given; i++) {
      int row = i;
      rows.add(own.stream().map(column -> column.get(row)).toList());
    }
    if (rows.size() < given) {
      notes.add(
          "%s was given %d values, of which %d are different; repeated ones were left out."
              .formatted(String.join(" with ", settings), given, rows.size()));
    }
    return new GridAxis(settings, List.copyOf(rows));
  }

  /** The values of one of the settings; none if it is none of them. */
  List<Object> values(String setting) {
    int place = settings.indexOf(setting);
    return place < 0 ? List.of() : rows.stream().map(row -> row.get(place)).toList();
  }

  /** Settings that have more than one value. */
  List<String> varied() {
    return IntStream.range(0, settings.size())
        .filter(i -> rows.stream().map(row -> row.get(i)).distinct().count() > 1)
        .mapToObj(settings::get)
        .toList();
  }
}
