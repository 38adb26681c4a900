package dev.lorafoundry.api.job.jdbc;

import dev.lorafoundry.api.job.Speeds;
import dev.lorafoundry.contracts.BaseModelId;
import java.util.OptionalDouble;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The middle speed of the ten newest jobs that have taken steps. */
@Component
final class JdbcSpeeds implements Speeds {
  private final JdbcClient jdbc;

  JdbcSpeeds(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public OptionalDouble stepsPerSecond(BaseModelId baseModel, int batchSize) {
    return jdbc.sql(
            """
            select percentile_cont(0.5) within group (order by steps_per_second) as middle
            from (select steps_per_second from job
                  where base_model_id = :model and batch_size = :batch and steps_per_second > 0
                  order by created_at desc limit 10) newest
            having count(*) > 0
            """)
        .param("model", baseModel.value())
        .param("batch", batchSize)
        .query(Double.class)
        .optional()
        .map(OptionalDouble::of)
        .orElseGet(OptionalDouble::empty);
  }
}
