package dev.lorafoundry.api.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.job.Metrics;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.TrainingEvent.Point;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A training of more steps than one answer gives. */
final class LongTrainingIT {
  private static final int STEPS = 30_001;

  @Test
  void showsAllOfItPartByPartAndItsCourseInFewPoints() {
    try (Installation api = new Installation().start()) {
      String job =
          Installation.jobs(api.run(Map.of("maxSteps", STEPS, "saveEveryEpochs", 1000))).get(0);
      api.bean(Metrics.class)
          .add(
              JobId.parse(job),
              new LeaseEpoch(1),
              LongStream.rangeClosed(1, STEPS)
                  .mapToObj(step -> new Point(step, 0.5, 1e-4))
                  .toList());
      String metrics = "/api/v1/jobs/" + job + "/metrics?after=";

      JsonNode first = api.get(metrics + 0);
      JsonNode rest = api.get(metrics + first.at("/items/19999/step").asString());

      assertThat(first.path("total").asInt()).isEqualTo(STEPS);
      assertThat(first.path("items")).hasSize(20_000);
      assertThat(rest.path("total").asInt()).isEqualTo(10_001);
      assertThat(rest.path("items")).hasSize(10_001);
      JsonNode course = api.get("/api/v1/jobs/" + job + "/course");
      assertThat(course.path("every").asInt()).isEqualTo(32);
      assertThat(course.path("points")).hasSize(938);
      assertThat(course.at("/points/937/step").asInt()).isEqualTo(STEPS);
    }
  }
}
