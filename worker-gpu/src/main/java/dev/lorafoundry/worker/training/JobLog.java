package dev.lorafoundry.worker.training;

import dev.lorafoundry.contracts.LogLevel;
import dev.lorafoundry.contracts.TrainingEvent;
import dev.lorafoundry.contracts.TrainingJob;
import dev.lorafoundry.messaging.work.Attempt;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The story of an attempt in a few lines, for the worker's log and for people at the page. */
final class JobLog {
  private static final Logger log = LoggerFactory.getLogger(TrainingTrade.class);

  private final TrainingJob job;
  private final Attempt attempt;

  JobLog(TrainingJob job, Attempt attempt) {
    this.job = job;
    this.attempt = attempt;
  }

  /** Says it in the worker's log alone. */
  void keep(String format, Object... values) {
    log.warn("{}", String.format(Locale.ROOT, format, values));
  }

  void say(String format, Object... values) {
    String line = String.format(Locale.ROOT, format, values);
    log.info("{}", line);
    publish(line, LogLevel.INFO);
  }

  /** Says that something is not as it was meant. */
  void warn(String format, Object... values) {
    String line = String.format(Locale.ROOT, format, values);
    log.warn("{}", line);
    publish(line, LogLevel.WARNING);
  }

  private void publish(String line, LogLevel level) {
    attempt.publish(header -> new TrainingEvent.Logged(job.id(), header, List.of(line), level));
  }
}
