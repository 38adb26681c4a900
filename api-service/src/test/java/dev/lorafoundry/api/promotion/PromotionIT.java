package dev.lorafoundry.api.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.CheckpointExample;
import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobExample;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.project.WorkedOn;
import dev.lorafoundry.api.queue.Priority;
import dev.lorafoundry.api.queue.Team;
import dev.lorafoundry.api.queue.WorkQueue;
import dev.lorafoundry.api.queue.WorkRequest;
import dev.lorafoundry.api.run.Run;
import dev.lorafoundry.api.run.RunExample;
import dev.lorafoundry.api.run.Runs;
import dev.lorafoundry.api.testing.Reply;
import dev.lorafoundry.api.testing.TestApi;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.testkit.Unique;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Checkpoints of a cancelled job, whose run keeps the best three and wants previews. */
final class PromotionIT {
  private WorkedOn place;
  private Job job;
  private List<Checkpoint> saved;

  @BeforeEach
  void cancelAJob() {
    place = WorkedOn.anew();
    VersionId version = place.version();
    Run run = RunExample.run(version);
    TestApi.bean(Runs.class).add(run);
    job = JobExample.job(run.id(), version, Unique.name("job"));
    TestApi.bean(Jobs.class).add(job);
    saved = Stream.of(2, 4, 6, 8, 9, 10).map(this::saved).toList();
    TestApi.bean(WorkQueue.class)
        .submit(new WorkRequest(job.work(), Team.DEFAULT, Priority.LOW, "message"));
  }

  private Checkpoint saved(int epoch) {
    Checkpoint checkpoint = CheckpointExample.checkpoint(job, epoch);
    assertThat(TestApi.bean(Checkpoints.class).add(checkpoint)).isTrue();
    return checkpoint;
  }

  private void cancel() {
    TestApi.bean(WorkQueue.class).cancel(job.work(), "Not wanted.");
  }

  private static Reply promote(Checkpoint checkpoint) {
    return TestApi.post("/api/v1/checkpoints/" + checkpoint.id() + "/promote").send();
  }

  private static Reply shown(Checkpoint checkpoint) {
    return TestApi.get("/api/v1/checkpoints/" + checkpoint.id()).send().expect(200);
  }

  @Test
  void becomesTheResultOfItsJob() {
    cancel();

    Reply promoted = promote(saved.get(3)).expect(200);

    assertThat(promoted.at("/name")).isEqualTo("starz-v5.safetensors");
    assertThat(promoted.at("/last")).isEqualTo("true");
    Reply now = TestApi.get("/api/v1/jobs/" + job.id()).send().expect(200);
    assertThat(now.at("/state")).isEqualTo("done");
    assertThat(now.at("/step")).isEqualTo("80");
    assertThat(now.at("/totalSteps")).isEqualTo("80");
    assertThat(now.at("/reason")).contains("Somebody took the checkpoint of step 80");
    Reply run = TestApi.get("/api/v1/runs/" + job.ticket().run()).send().expect(200);
    assertThat(run.at("/endedEarly")).as("what halving ended").isEmpty();
    Reply previews =
        TestApi.get("/api/v1/checkpoints/" + saved.get(3).id() + "/previews").send().expect(200);
    assertThat(previews.at("/total")).isEqualTo("1");
  }

  @Test
  void staysWhileOthersGoThatTheRunDoesNotKeep() {
    cancel();

    promote(saved.get(3)).expect(200);

    assertThat(shown(saved.get(3)).at("/droppedAt")).isEmpty();
    assertThat(shown(saved.get(4)).at("/droppedAt")).isNotEmpty();
    assertThat(shown(saved.get(5)).at("/droppedAt")).isEmpty();
  }

  @Test
  void hasNoPreviewInAnArchivedVersion() {
    cancel();
    TestApi.post(place.path() + "/archive").send().expect(200);

    assertThat(promote(saved.get(3)).expect(200).at("/last")).isEqualTo("true");

    Reply previews =
        TestApi.get("/api/v1/checkpoints/" + saved.get(3).id() + "/previews").send().expect(200);
    assertThat(previews.at("/total")).isEqualTo("0");
  }

  @Test
  void refusesWhatIsOfADeletedVersion() {
    cancel();
    TestApi.delete(place.path()).send().expect(200);

    promote(saved.get(3)).expectProblem(404, "There is no version");
  }

  @Test
  void refusesWhatIsDroppedMeanwhile() {
    cancel();
    Checkpoints checkpoints = TestApi.bean(Checkpoints.class);
    Checkpoint dropped = saved.get(3);

    CompletableFuture<Reply> promoted =
        new TransactionTemplate(TestApi.bean(PlatformTransactionManager.class))
            .execute(
                dropping -> {
                  assertThat(checkpoints.locked(job.id())).contains(dropped);
                  checkpoints.drop(dropped.id(), Instant.EPOCH);
                  CompletableFuture<Reply> asked =
                      CompletableFuture.supplyAsync(() -> promote(dropped));
                  await().until(PromotionIT::somebodyWaits);
                  return asked;
                });

    promoted.join().expectProblem(409, "was dropped");
  }

  private static boolean somebodyWaits() {
    return TestApi.bean(JdbcClient.class)
        .sql(
            "select exists (select 1 from pg_stat_activity"
                + " where wait_event_type = 'Lock' and query like '%checkpoint%')")
        .query(Boolean.class)
        .single();
  }

  @Test
  void refusesWhatCanNotBecomeAResult() {
    promote(saved.get(0)).expectProblem(409, "Can't settle", "failed or cancelled");
    cancel();
    TestApi.bean(Checkpoints.class).drop(saved.get(0).id(), Instant.EPOCH);
    promote(saved.get(0)).expectProblem(409, "was dropped", "whose file is there");
    promote(saved.get(1)).expect(200);
    promote(saved.get(2)).expectProblem(409, "done");
    TestApi.post("/api/v1/checkpoints/" + UUID.randomUUID() + "/promote")
        .send()
        .expectProblem(404, "There is no checkpoint");
  }
}
