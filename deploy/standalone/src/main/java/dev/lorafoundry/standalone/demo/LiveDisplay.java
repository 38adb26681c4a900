package dev.lorafoundry.standalone.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Draws the bar and the jobs' lines in place, on a terminal. */
final class LiveDisplay implements Display {
  private static final String LINE_UP = "\033[1A";
  private static final String CLEAR_LINE = "\033[2K\r";

  private final PrintStream out;
  private final int width;
  private int drawn;

  LiveDisplay(PrintStream out, int width) {
    this.out = out;
    this.width = width;
  }

  @Override
  public void show(RunProgress progress) {
    List<String> lines = new ArrayList<>();
    lines.add(ProgressText.whole(progress));
    progress.jobs().forEach(job -> lines.add(ProgressText.line(job)));
    StringBuilder frame = new StringBuilder(LINE_UP.repeat(drawn));
    for (String line : lines) {
      frame.append(CLEAR_LINE).append(cut(line)).append('\n');
    }
    out.print(frame);
    out.flush();
    drawn = lines.size();
  }

  /** A line that wraps would take two, and the next frame would be drawn one too low. */
  private String cut(String line) {
    return line.length() < width ? line : line.substring(0, width - 2) + "…";
  }
}
