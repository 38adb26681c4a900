package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.checkpoint.Mark;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checkpoints by what their pictures were rendered with: a page of those that are wanted.
 *
 * @param choice of those that are wanted
 * @param common what all pictures of the page share
 * @param tallest height of the tallest picture for a width of 100
 * @param left what pictures are not shown, because there are more than anybody looks through
 */
record CompareTable(
    CompareChoice choice,
    Offered offered,
    List<Fact> common,
    List<Column> columns,
    List<Row> rows,
    long tallest,
    Pages pages,
    Left left) {
  CompareTable {
    common = List.copyOf(common);
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /**
   * What can be chosen by, with the values of all pages.
   *
   * @param checkpoints by their jobs
   * @param pictures by what they were rendered with
   */
  record Offered(List<Choice> checkpoints, List<Choice> pictures) {
    Offered {
      checkpoints = List.copyOf(checkpoints);
      pictures = List.copyOf(pictures);
    }
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
   * @param one whether one value is chosen, or none; else each is ticked or not
   */
  record Choice(String id, Phrase label, List<Value> values, boolean one) {
    Choice {
      values = List.copyOf(values);
    }
  }

  /**
   * One value.
   *
   * @param key by which addresses name it
   */
  record Value(String text, String key, boolean chosen) {
    /**
     * @param chosenKey of the one that is chosen; empty: none
     */
    static Value of(String text, String chosenKey) {
      String key = CompareChoice.key(text);
      return new Value(text, key, key.equals(chosenKey));
    }

    /** The values, with the one that is chosen even where nothing has it any more. */
    static List<Value> withChosen(List<Value> values, String chosenKey) {
      return chosenKey.isEmpty() || values.stream().anyMatch(Value::chosen)
          ? values
          : Stream.concat(values.stream(), Stream.of(new Value(chosenKey, chosenKey, true)))
              .toList();
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
   * @param place such as epoch 4
   * @param name of the file as it is downloaded, without its extension
   * @param file where it is, unless it was dropped
   * @param cells one for each column
   */
  record Row(
      String id,
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

  /** What tells checkpoints apart. */
  record Numbers(double loss, @Nullable Double validationLoss) {}

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
   * @param wanted of all pages
   * @param all of the version, wanted or not
   */
  record Pages(int page, int pages, long first, long wanted, long all) {
    static Pages of(long wanted, long all, int rowsOfAPage, int page) {
      int pages = Math.toIntExact(Math.max(1, (wanted + rowsOfAPage - 1) / rowsOfAPage));
      int shown = Math.max(0, Math.min(page, pages - 1));
      return new Pages(shown, pages, (long) shown * rowsOfAPage, wanted, all);
    }
  }

  /** How many pictures are not shown: columns of them, or those of older previews. */
  record Left(int columns, boolean previews) {
    public boolean any() {
      return columns > 0 || previews;
    }
  }
}
