package dev.lorafoundry.api.job.jdbc;

import static dev.lorafoundry.api.job.JobExample.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.Speeds;
import dev.lorafoundry.api.postgres.MigratedDatabase;
import dev.lorafoundry.contracts.BaseModelId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcSpeedsIT {
  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private final Speeds speeds = new JdbcSpeeds(DATABASE.jdbc());

  @Test
  void knowsNothingAtFirst() {
    assertThat(speeds.stepsPerSecond(MODEL.id(), 1)).isEmpty();
  }

  @Test
  void takesTheMiddleOfThoseThatHaveTakenSteps() {
    trained(1, 2.0);
    trained(1, 100.0);
    trained(1, 3.0);
    trained(1, null);
    trained(1, 0.0);

    assertThat(speeds.stepsPerSecond(MODEL.id(), 1)).hasValue(3);
  }

  @Test
  void keepsModelsAndBatchSizesApart() {
    trained(4, 7.0);

    assertThat(speeds.stepsPerSecond(MODEL.id(), 1)).isEmpty();
    assertThat(speeds.stepsPerSecond(BaseModelId.random(), 4)).isEmpty();
    assertThat(speeds.stepsPerSecond(MODEL.id(), 4)).hasValue(7);
  }

  @Test
  void goesByTheNewestTen() {
    for (int i = 0; i < 20; i++) {
      trained(1, 1.0, 100 + i);
    }
    for (int i = 0; i < 10; i++) {
      trained(1, 9.0, i);
    }

    assertThat(speeds.stepsPerSecond(MODEL.id(), 1)).hasValue(9);
  }

  private void trained(int batchSize, @Nullable Double stepsPerSecond) {
    trained(batchSize, stepsPerSecond, 0);
  }

  private void trained(int batchSize, @Nullable Double stepsPerSecond, int minutesAgo) {
    Job job = StoredJob.in(DATABASE.jdbc());
    DATABASE
        .jdbc()
        .sql(
            """
            update job set batch_size = :batch, steps_per_second = :speed,
              created_at = created_at - make_interval(mins => :ago)
            where id = :id
            """)
        .param("batch", batchSize)
        .param("speed", stepsPerSecond)
        .param("ago", minutesAgo)
        .param("id", job.id().value())
        .update();
  }
}
