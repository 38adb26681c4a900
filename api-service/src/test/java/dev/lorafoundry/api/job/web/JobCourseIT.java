package dev.lorafoundry.api.job.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobExample;
import dev.lorafoundry.api.job.JobLogs;
import dev.lorafoundry.api.job.Metrics;
import dev.lorafoundry.api.job.jdbc.StoredJob;
import dev.lorafoundry.api.testing.Reply;
import dev.lorafoundry.api.testing.TestApi;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.LogLevel;
import dev.lorafoundry.contracts.TrainingEvent.Point;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.testkit.Unique;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

final class JobCourseIT {
  private String path = "";
  private Job job;

  @BeforeEach
  void store() {
    job = StoredJob.in(TestApi.bean(JdbcClient.class), VersionId.random(), Unique.name("job"));
    path = "/api/v1/jobs/" + job.id();
  }

  @Test
  void tellsWhatIsNewOfACourse() {
    TestApi.bean(Metrics.class)
        .add(
            job.id(),
            new LeaseEpoch(1),
            LongStream.rangeClosed(1, 10)
                .mapToObj(step -> new Point(step, 0.5, 1e-4, 5e-5))
                .toList());

    Reply whole = TestApi.get(path + "/course?most=25").send().expect(200);
    Reply news = TestApi.get(path + "/course?most=25&after=10").send().expect(200);

    assertThat(whole.at("/every")).isEqualTo("4");
    assertThat(whole.json().path("points")).hasSize(3);
    assertThat(whole.at("/points/0/textEncoderLearningRate")).isEqualTo("5.0E-5");
    assertThat(news.at("/after")).isEqualTo("8");
    assertThat(news.json().path("points")).hasSize(1);
  }

  @Test
  void refusesAsManyPointsAsNobodyNeeds() {
    TestApi.get(path + "/course?most=1").send().expectProblem(400, "most 1", "2 to 5,000");
    TestApi.get(path + "/course?most=9999").send().expectProblem(400, "most 9999");
  }

  @Test
  void givesTheLogAsATextThatIsDownloadedAndNeverShown() {
    TestApi.bean(JobLogs.class)
        .append(
            job.id(), JobExample.header(1, 1), LogLevel.WARNING, List.of("<script>hm</script>"));

    Reply text = TestApi.get(path + "/log.txt").send().expect(200);

    assertThat(text.text()).contains("attempt 1 WARNING <script>hm</script>");
    assertThat(text.header("Content-Type")).startsWith("text/plain");
    assertThat(text.header("Content-Disposition")).startsWith("attachment");
    Reply lines = TestApi.get(path + "/log").send().expect(200);
    assertThat(lines.at("/items/0/level")).isEqualTo("warning");
    TestApi.get(path + "/log?after=" + lines.at("/items/0/number")).send().expect(200);
  }

  @Test
  void refusesPrioritiesThatThereAreNot() {
    TestApi.post(path + "/priority")
        .json(Map.of("priority", "urgent"))
        .send()
        .expectProblem(400, "priority 'urgent' is not allowed: use low, normal or high.");
    TestApi.post(path + "/move")
        .json(Map.of("to", "first", "before", job.id().toString()))
        .send()
        .expectProblem(400, "give one of them");
  }
}
