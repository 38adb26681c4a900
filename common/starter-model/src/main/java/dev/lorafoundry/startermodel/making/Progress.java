package dev.lorafoundry.startermodel.making;

import dev.lorafoundry.tensor.Outputs;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs means of some outputs, and the time of a step, every hundred steps. */
final class Progress {
  private static final Logger log = LoggerFactory.getLogger(Progress.class);
  private static final int REPORT = 100;

  private final List<String> names;
  private final Map<String, Double> sums = new TreeMap<>();
  private long start = System.nanoTime();

  private Progress(List<String> names) {
    this.names = names;
  }

  static Progress of(String... outputs) {
    return new Progress(List.of(outputs));
  }

  /** Adds a step's outputs. */
  void after(long step, Outputs outputs) {
    names.forEach(name -> sums.merge(name, (double) outputs.item(name), Double::sum));
    if (step % REPORT == 0) {
      log.info("step {}: {}", step, means());
      sums.clear();
      start = System.nanoTime();
    }
  }

  private String means() {
    StringBuilder text = new StringBuilder();
    sums.forEach(
        (name, sum) -> text.append(String.format(Locale.ROOT, "%s %.4f, ", name, sum / REPORT)));
    double each = (System.nanoTime() - start) / 1e6 / REPORT;
    return text.append(String.format(Locale.ROOT, "%.0f ms a step", each)).toString();
  }
}
