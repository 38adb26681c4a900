package dev.lorafoundry.api.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.duty.Duty;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.project.WorkedOn;
import dev.lorafoundry.api.testing.Reply;
import dev.lorafoundry.api.testing.TestApi;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Archived and deleted versions and projects, up to their end. */
final class PutAwayIT {
  private final WorkedOn version = WorkedOn.anew();
  private final String project = "/api/v1/projects/" + version.project();

  @Test
  void anArchivedVersionTakesNoNewJobs() {
    version.uploaded(10);
    assertThat(TestApi.post(version.path() + "/archive").send().expect(200).at("/archivedAt"))
        .isNotEmpty();

    refusesJobs("The version 'v1' is archived and takes no new jobs");
    assertThat(TestApi.get(project).send().at("/versions/0/archivedAt")).isNotEmpty();

    TestApi.post(version.path() + "/unarchive").send().expect(200);
    TestApi.post(project + "/archive").send().expect(200);
    refusesJobs("is archived, so that its versions take no new jobs");
    assertThat(names("archived")).contains(name());
    assertThat(names("in-use")).doesNotContain(name());

    TestApi.post(project + "/unarchive").send().expect(200);
    TestApi.post(version.path() + "/preparations").json(Map.of()).send().expect(202);
  }

  private void refusesJobs(String words) {
    Job failed = version.trained();
    Checkpoint checkpoint = version.saved(failed, 1, null);

    TestApi.post(version.path() + "/preparations").json(Map.of()).send().expectProblem(409, words);
    TestApi.post("/api/v1/checkpoints/" + checkpoint.id() + "/previews")
        .json(Map.of())
        .send()
        .expectProblem(409, words);
    TestApi.post("/api/v1/jobs/" + failed.id() + "/retry").send().expectProblem(409, words);
    TestApi.post(version.path() + "/lora-tasks")
        .json(Map.of("kind", "resize"))
        .send()
        .expectProblem(409, words);
  }

  @Test
  void deletesNothingWhileWorkOfItIsOpen() {
    Job job = version.queued();

    TestApi.delete(version.path())
        .send()
        .expectProblem(409, "'v1' can't be deleted: 1 of its jobs", "Cancel them");
    TestApi.delete(project).send().expectProblem(409, "1 of its jobs");

    version.trained(job);
    String jobs = "/api/v1/jobs?version=" + version.version();
    assertThat(TestApi.get(jobs).send().expect(200).at("/total")).isEqualTo("1");
    TestApi.delete(version.path()).send().expect(200);
    assertThat(TestApi.get(jobs).send().expect(200).at("/total")).isEqualTo("0");
  }

  @Test
  void deletesAndTakesItBack() {
    String picture = "/api/v1/pictures/" + version.uploaded(11) + "/original";
    Job job = version.trained();
    String mark = "/api/v1/checkpoints/" + version.saved(job, 1, null).id() + "/mark";
    Reply deleted = TestApi.delete(version.path()).send().expect(200);
    assertThat(deleted.at("/goneAt")).isGreaterThan(deleted.at("/deletedAt"));

    TestApi.get(version.path()).send().expectProblem(404, "no version");
    TestApi.get(version.path() + "/pictures").send().expectProblem(404);
    TestApi.delete(version.path()).send().expectProblem(404);
    TestApi.post(version.path() + "/preparations").json(Map.of()).send().expectProblem(404);
    for (String part : List.of(picture, mark, "/api/v1/jobs/" + job.id() + "/history")) {
      TestApi.get(part).send().expectProblem(404, "There is no version " + version.version());
    }
    assertThat(TestApi.get(project).send().json().at("/versions")).isEmpty();
    Reply listed = TestApi.get(project + "/deleted-versions").send().expect(200);
    assertThat(listed.at("/items/0/name")).isEqualTo("v1");
    assertThat(listed.at("/items/0/goneAt")).isEqualTo(deleted.at("/goneAt"));

    TestApi.post(version.path() + "/restore").send().expect(200);
    TestApi.post(version.path() + "/restore").send().expect(200);
    TestApi.get(picture).send().expect(200);
    TestApi.get(mark).send().expect(200);
    assertThat(TestApi.get(version.path() + "/pictures").send().expect(200).at("/total"))
        .isEqualTo("1");
  }

  @Test
  void givesTheNameOfADeletedProjectAway() {
    String name = name();
    TestApi.delete(project).send().expect(200);
    assertThat(names("deleted")).contains(name);
    TestApi.get(project).send().expectProblem(404);
    TestApi.get(version.path()).send().expectProblem(404);
    TestApi.post(version.path() + "/restore")
        .send()
        .expectProblem(409, "'v1' can't be restored", "restore the project first");
    TestApi.post("/api/v1/projects").json(Map.of("name", name)).send().expect(201);

    TestApi.post(project + "/restore")
        .send()
        .expectProblem(409, "There is a project named '" + name);
    TestApi.post("/api/v1/projects/" + UUID.randomUUID() + "/restore").send().expectProblem(404);
  }

  @Test
  void deletesForGoodWhatNobodyTookBack() {
    String picture = version.uploaded(12);
    Job job = version.trained();
    Checkpoint checkpoint = version.saved(job, 1, 0.1);
    String preview = "previews/" + version.rendered(checkpoint) + "/e1/0.png";
    String state = "jobs/" + job.id() + "/e1/state-1.safetensors";
    WorkedOn.stored(state);
    String original = "datasets/" + version.version() + "/originals/" + picture;
    TestApi.put(version.path() + "/note").json(Map.of("text", "gone")).send().expect(200);
    String copy =
        TestApi.post(version.path() + "/copy")
            .json(Map.of("name", "copy"))
            .send()
            .expect(201)
            .header("Location");
    assertThat(objects(original, preview, state)).hasSize(3);
    TestApi.delete(version.path()).send().expect(200);
    perform("purgeDeleted");
    TestApi.post(version.path() + "/restore").send().expect(200);
    TestApi.delete(version.path()).send().expect(200);

    purgeLater();

    TestApi.post(version.path() + "/restore").send().expectProblem(404, "no version");
    TestApi.get("/api/v1/jobs/" + job.id()).send().expectProblem(404);
    assertThat(objects(original, preview, state)).as("the copy has it").containsExactly(original);
    String copied = TestApi.get(copy + "/pictures").send().expect(200).at("/items/0/originalUrl");
    TestApi.get(copied).send().expect(200);

    TestApi.delete(project).send().expect(200);
    purgeLater();
    assertThat(objects(original)).isEmpty();
  }

  @Test
  void keepsWhatOthersWereMadeOf() {
    Job job = version.trained();
    Checkpoint checkpoint = version.saved(job, 1, null);
    WorkedOn other = WorkedOn.in(version.project(), "v2");
    String task =
        TestApi.post(other.path() + "/lora-tasks")
            .json(
                Map.of(
                    "kind", "resize",
                    "settings", Map.of("rank", 1),
                    "sources", List.of(Map.of("checkpointId", checkpoint.id().toString()))))
            .send()
            .expect(202)
            .at("/id");

    TestApi.delete(version.path())
        .send()
        .expectProblem(409, "its checkpoints are part of ", " v2. Archive it instead");
    TestApi.post("/api/v1/lora-tasks/" + task + "/cancel").send().expect(200);
    TestApi.delete(version.path()).send().expect(200);
  }

  /** As if all that is deleted had been so for longer than it can be restored. */
  private static void purgeLater() {
    JdbcClient jdbc = TestApi.bean(JdbcClient.class);
    for (String table : List.of("project", "version")) {
      jdbc.sql("update %s set deleted_at = deleted_at - interval '8 days'".formatted(table))
          .update();
    }
    perform("purgeDeleted");
    jdbc.sql(
            "update discarded_object set not_before = now() where not_before < now() + interval '2 minutes'")
        .update();
    perform("deleteDiscardedObjects");
  }

  private static void perform(String duty) {
    TestApi.context().getBean(duty, Duty.class).perform();
  }

  private static List<String> objects(String... keys) {
    ObjectStore store = TestApi.bean(ObjectStore.class);
    return List.of(keys).stream().filter(key -> store.exists(new ObjectKey(key))).toList();
  }

  private String name() {
    return TestApi.bean(JdbcClient.class)
        .sql("select name from project where cast(id as text) = :id")
        .param("id", version.project())
        .query(String.class)
        .single();
  }

  private static List<String> names(String shelf) {
    return TestApi.get("/api/v1/projects?size=500&shelf=" + shelf)
        .send()
        .expect(200)
        .json()
        .at("/items")
        .valueStream()
        .peek(each -> assertThat(each.path("goneAt").isString()).isEqualTo(shelf.equals("deleted")))
        .map(each -> each.path("name").asString())
        .toList();
  }
}
