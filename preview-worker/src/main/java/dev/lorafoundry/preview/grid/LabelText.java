package dev.lorafoundry.preview.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Breaks labels into few lines of bounded width. What does not fit loses letters from its middle: a
 * name's beginning and a value at its end are what tells labels apart.
 *
 * @param width largest width of a line, in pixels
 * @param widthOf width of a text, in pixels
 */
record LabelText(int width, ToIntFunction<String> widthOf) {
  static final int MOST_LINES = 3;

  private static final String BREAK_AFTER = " :-_";
  private static final String LEFT_OUT = "…";

  /** At least one line, at most {@value #MOST_LINES}. */
  List<String> lines(String label) {
    List<String> lines = broken(label);
    for (int kept = label.length() - 1; lines.size() > MOST_LINES && kept > 1; kept--) {
      String start = label.substring(0, (kept + 1) / 2);
      String end = label.substring(label.length() - kept / 2);
      lines = broken(start + LEFT_OUT + end);
    }
    return lines;
  }

  private List<String> broken(String text) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (!fits(rest)) {
      int end = endOfLine(rest);
      lines.add(rest.substring(0, end).strip());
      rest = rest.substring(end).strip();
    }
    lines.add(rest);
    return lines;
  }

  /** After the last place to break that fits, or where the width ends. */
  private int endOfLine(String text) {
    int most = 1;
    while (most < text.length() && fits(text.substring(0, most + 1).strip())) {
      most++;
    }
    for (int end = most; end > 0; end--) {
      if (BREAK_AFTER.indexOf(text.charAt(end - 1)) >= 0) {
        return end;
      }
    }
    return most;
  }

  private boolean fits(String text) {
    return text.length() <= 1 || widthOf.applyAsInt(text) <= width;
  }
}
