package dev.lorafoundry.standalone.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Draws the bar and the jobs' lines in place, on a terminal. */
final class LiveDisplay implements Display {
  private static final String LINE_UP = "\033[1A";
  private static final String CLEAR_LINE = "\033[2K\r";

  /**
   * A line that wraps would take two, and the next frame would be drawn one too low. Nobody tells a
   * program on a JVM how wide the terminal is, but the terminal itself cuts lines if asked to.
   */
  private static final String CUT_LINES = "\033[?7l";

  private static final String WRAP_LINES = "\033[?7h";

  private final PrintStream out;
  private int drawn;

  LiveDisplay(PrintStream out) {
    this.out = out;
  }

  @Override
  public void show(RunProgress progress) {
    List<String> lines = new ArrayList<>();
    lines.add(ProgressText.whole(progress));
    progress.jobs().forEach(job -> lines.add(ProgressText.line(job)));
    StringBuilder frame = new StringBuilder(CUT_LINES).append(LINE_UP.repeat(drawn));
    for (String line : lines) {
      frame.append(CLEAR_LINE).append(line).append('\n');
    }
    out.print(frame.append(WRAP_LINES));
    out.flush();
    drawn = lines.size();
  }
}
