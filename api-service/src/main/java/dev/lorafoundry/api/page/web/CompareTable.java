package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.checkpoint.Mark;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checkpoints by what their pictures were rendered with.
 *
 * @param common what all pictures share
 * @param hides what pictures can be hidden by
 * @param filters what checkpoints can be chosen by
 * @param tallest height of the tallest picture for a width of 100
 * @param left what pictures are not shown, because there are more than anybody looks through
 */
record CompareTable(
    List<Fact> common,
    List<Choice> hides,
    List<Choice> filters,
    List<Column> columns,
    List<Row> rows,
    long tallest,
    Pages pages,
    Left left) {
  CompareTable {
    common = List.copyOf(common);
    hides = List.copyOf(hides);
    filters = List.copyOf(filters);
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /**
   * Something that pictures were rendered with.
   *
   * @param id of what it is
   */
  record Fact(String id, Phrase label, String value) {}

  /**
   * Something of which people choose values.
   *
   * @param id of it in the page
   */
  record Choice(String id, Phrase label, List<Value> values) {
    Choice {
      values = List.copyOf(values);
    }
  }

  /**
   * One value.
   *
   * @param of the numbers of the columns, or of the jobs, that have it
   */
  record Value(String text, List<Integer> of) {
    Value {
      of = List.copyOf(of);
    }

    public String numbers() {
      return of.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }
  }

  /**
   * Pictures of one look.
   *
   * @param facts by which it differs from others
   */
  record Column(List<Fact> facts) {
    Column {
      facts = List.copyOf(facts);
    }
  }

  /**
   * A checkpoint.
   *
   * @param job number of its job, by which rows are sorted at first
   * @param made whether it was made of others
   * @param place such as epoch 4
   * @param name of the file as it is downloaded, without its extension
   * @param file where it is, unless it was dropped
   * @param cells one for each column
   */
  record Row(
      String id,
      int job,
      boolean made,
      String jobName,
      String href,
      Phrase place,
      String name,
      @Nullable String file,
      Numbers numbers,
      Mark mark,
      List<Cell> cells) {
    Row {
      cells = List.copyOf(cells);
    }
  }

  /** What rows can be sorted by. */
  record Numbers(long step, double loss, @Nullable Double validationLoss) {}

  /**
   * A picture, or none.
   *
   * @param url of the whole picture; empty: there is none
   */
  record Cell(String url, int width, int height) {
    static final Cell EMPTY = new Cell("", 0, 0);

    public boolean filled() {
      return !url.isEmpty();
    }
  }

  /**
   * Which of all checkpoints these are.
   *
   * @param page from 0
   * @param first number of those before them
   * @param total of all pages
   */
  record Pages(int page, int pages, long first, long total) {
    static Pages of(long total, int rowsOfAPage, int wanted) {
      int pages = Math.toIntExact(Math.max(1, (total + rowsOfAPage - 1) / rowsOfAPage));
      int page = Math.max(0, Math.min(wanted, pages - 1));
      return new Pages(page, pages, (long) page * rowsOfAPage, total);
    }
  }

  /** How many pictures are not shown: columns of them, or those of older previews. */
  record Left(int columns, boolean previews) {
    public boolean any() {
      return columns > 0 || previews;
    }
  }
}
