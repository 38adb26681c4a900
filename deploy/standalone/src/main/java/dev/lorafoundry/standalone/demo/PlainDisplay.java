package dev.lorafoundry.standalone.demo;

import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.standalone.client.State;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Writes a line whenever a job changes its state, and the bar now and then: for logs. */
final class PlainDisplay implements Display {
  private static final Duration BAR_EVERY = Duration.ofSeconds(10);

  private final PrintStream out;
  private final InstantSource clock;
  private final Map<JobId, State> said = new HashMap<>();
  private Instant nextBar = Instant.MIN;

  PlainDisplay(PrintStream out, InstantSource clock) {
    this.out = out;
    this.clock = clock;
  }

  @Override
  public void show(RunProgress progress) {
    for (JobProgress job : progress.jobs()) {
      State state = job.job().state();
      if (said.put(job.job().id(), state) != state) {
        out.println(ProgressText.line(job));
      }
    }
    Instant now = clock.instant();
    if (!now.isBefore(nextBar) || progress.ended()) {
      out.println(ProgressText.whole(progress));
      nextBar = now.plus(BAR_EVERY);
    }
  }
}
