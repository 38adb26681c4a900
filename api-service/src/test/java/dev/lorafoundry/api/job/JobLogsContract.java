package dev.lorafoundry.api.job;

import static dev.lorafoundry.api.job.JobExample.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.LogLevel;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link JobLogs} does. */
public abstract class JobLogsContract {
  protected abstract JobLogs logs();

  /** A job that lines may belong to. */
  protected abstract JobId aJob();

  @Test
  void returnsLinesInOrderWithTheirAttempt() {
    JobId job = aJob();
    logs().append(job, header(1, 1), LogLevel.INFO, List.of("one", "two"));
    logs().append(job, header(2, 1), LogLevel.INFO, List.of("three"));

    assertThat(logs().of(job))
        .extracting(JobLogs.Line::text)
        .containsExactly("one", "two", "three");
    assertThat(logs().of(job).get(2).attempt()).isEqualTo(new LeaseEpoch(2));
    assertThat(logs().of(job).get(2).at()).isEqualTo(header(2, 1).at());
  }

  @Test
  void keepsTheNewestLinesOnly() {
    JobId job = aJob();
    logs().append(job, header(1, 1), LogLevel.INFO, List.of("first"));
    logs()
        .append(
            job,
            header(1, 2),
            LogLevel.INFO,
            IntStream.range(0, 2000).mapToObj(i -> "line " + i).toList());

    assertThat(logs().of(job)).hasSize(JobLogs.KEPT);
    assertThat(logs().of(job).get(0).text()).isEqualTo("line 0");
  }

  @Test
  void returnsWhatIsBehindALineWithItsLevel() {
    JobId job = aJob();
    logs().append(job, header(1, 1), LogLevel.INFO, List.of("one", "two"));
    logs().append(job, header(1, 2), LogLevel.WARNING, List.of("three"));

    long second = logs().of(job).get(1).number();

    assertThat(logs().after(job, second)).extracting(JobLogs.Line::text).containsExactly("three");
    assertThat(logs().after(job, second).get(0).level()).isEqualTo(LogLevel.WARNING);
    assertThat(logs().after(job, second + 9)).isEmpty();
  }

  @Test
  void findsTheLinesThatMatterWithWhatWasSaidBeforeThem() {
    JobId job = aJob();
    logs().append(job, header(1, 1), LogLevel.ERROR, List.of("of another attempt"));
    List<String> steps = IntStream.range(0, 9).mapToObj(number -> "step " + number).toList();
    logs().append(job, header(2, 1), LogLevel.INFO, steps);
    logs().append(job, header(2, 2), LogLevel.WARNING, List.of("warned"));
    logs().append(job, header(2, 3), LogLevel.INFO, List.of("a", "b", "c", "d"));
    logs().append(job, header(2, 4), LogLevel.ERROR, List.of("no number"));
    logs().append(job, header(2, 5), LogLevel.INFO, List.of("after it"));

    assertThat(logs().troubles(job, new LeaseEpoch(2), 2, 9))
        .extracting(JobLogs.Line::text)
        .containsExactly("step 7", "step 8", "warned", "c", "d", "no number");
    assertThat(logs().troubles(job, new LeaseEpoch(2), 2, 4))
        .extracting(JobLogs.Line::text)
        .containsExactly("warned", "c", "d", "no number");
    assertThat(logs().troubles(job, new LeaseEpoch(3), 2, 9)).isEmpty();
  }

  @Test
  void cutsLongLinesAndTakesEveryCharacter() {
    JobId job = aJob();
    logs().append(job, header(1, 1), LogLevel.INFO, List.of("x".repeat(5000), "a\0b", ""));

    assertThat(logs().of(job))
        .extracting(JobLogs.Line::text)
        .containsExactly("x".repeat(2000) + "…", "a b", "");
  }
}
