package dev.lorafoundry.api.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.jdbc.StoredJob;
import dev.lorafoundry.api.testing.Reply;
import dev.lorafoundry.api.testing.TestApi;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import dev.lorafoundry.testkit.Unique;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people do with the checkpoints that they like: mark them, and take them home. */
final class ChosenCheckpointsIT {
  private String version = "";
  private Checkpoint checkpoint;
  private Checkpoint other;

  @BeforeEach
  void saveTwo() {
    String project =
        TestApi.post("/api/v1/projects")
            .json(Map.of("name", Unique.name("Stars")))
            .send()
            .header("Location");
    version =
        TestApi.post(project + "/versions").json(Map.of("name", "v1")).send().header("Location");
    VersionId id = VersionId.parse(version.substring(version.lastIndexOf('/') + 1));
    Job job = StoredJob.in(TestApi.bean(JdbcClient.class), id, Unique.name("job"));
    checkpoint = saved(job, 2);
    other = saved(job, 4);
  }

  @Test
  void starsACheckpointAndNotesWhatPeopleThink() {
    String path = "/api/v1/checkpoints/" + checkpoint.id() + "/mark";
    Reply none = TestApi.get(path).send().expect(200);
    assertThat(none.at("/starred")).isEqualTo("false");
    assertThat(none.at("/note")).isEmpty();

    TestApi.put(path).json(Map.of("starred", true)).send().expect(200);
    Reply mark = TestApi.put(path).json(Map.of("note", " <b>sharp</b> ")).send().expect(200);

    assertThat(mark.at("/starred")).isEqualTo("true");
    assertThat(mark.at("/note")).isEqualTo("<b>sharp</b>");
    assertThat(TestApi.get(path).send().json()).isEqualTo(mark.json());
  }

  @Test
  void overwritesNoNoteThatItsWriterHasNotSeen() {
    String path = "/api/v1/checkpoints/" + checkpoint.id() + "/mark";
    String seen = TestApi.get(path).send().expect(200).header("ETag");
    TestApi.put(path).header("If-Match", seen).json(Map.of("note", "theirs")).send().expect(200);

    TestApi.put(path)
        .header("If-Match", seen)
        .json(Map.of("note", "mine"))
        .send()
        .expectProblem(412, "changed since you read it");

    assertThat(TestApi.get(path).send().at("/note")).isEqualTo("theirs");
  }

  @Test
  void refusesMarksThatCanNotBe() {
    String path = "/api/v1/checkpoints/" + checkpoint.id() + "/mark";

    TestApi.put(path)
        .json(Map.of("note", "x".repeat(501)))
        .send()
        .expectProblem(422, "501 characters", "at most 500");
    TestApi.put(path).json(Map.of("note", "a\0b")).send().expectProblem(422, "control characters");
    TestApi.put("/api/v1/checkpoints/" + UUID.randomUUID() + "/mark")
        .json(Map.of())
        .send()
        .expectProblem(404, "There is no checkpoint");
  }

  @Test
  void downloadsSeveralFilesAsOneZip() {
    Reply zip = zip(checkpoint.id() + "," + other.id()).expect(200);

    assertThat(zip.header("Content-Type")).isEqualTo("application/zip");
    assertThat(zip.header("Content-Disposition")).contains("-v1-loras.zip");
    assertThat(zip.text()).contains("starz-v5-000002-job", "starz-v5-000004-job");
  }

  @Test
  void refusesZipsOfWhatIsNotThere() {
    TestApi.bean(Checkpoints.class).drop(other.id(), Instant.EPOCH);

    zip(checkpoint.id() + "," + other.id()).expectProblem(410, other.name());
    zip(UUID.randomUUID().toString()).expectProblem(404, "There is no checkpoint");
    zip("").expectProblem(400, "0 checkpoints", "1 to 100");
    TestApi.get("/api/v1/versions/" + UUID.randomUUID() + "/checkpoints.zip?ids=" + other.id())
        .send()
        .expectProblem(404, "no version");
  }

  private Reply zip(String ids) {
    return TestApi.get(version + "/checkpoints.zip?ids=" + ids).send();
  }

  private static Checkpoint saved(Job job, int epoch) {
    Checkpoint saved = CheckpointExample.checkpoint(job, epoch);
    assertThat(TestApi.bean(Checkpoints.class).add(saved)).isTrue();
    TestApi.bean(ObjectStore.class)
        .put(new ObjectKey(saved.key()), Content.of(new byte[] {1, 2, 3}, Content.BINARY));
    return saved;
  }
}
