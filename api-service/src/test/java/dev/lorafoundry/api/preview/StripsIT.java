package dev.lorafoundry.api.preview;

import static dev.lorafoundry.api.checkpoint.CheckpointExample.atStep;
import static dev.lorafoundry.api.checkpoint.CheckpointExample.judged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.preview.Strip.Frame;
import dev.lorafoundry.api.preview.Strip.Still;
import dev.lorafoundry.api.project.WorkedOn;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.api.testing.Reply;
import dev.lorafoundry.api.testing.TestApi;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.PreviewEvent.Picture;
import dev.lorafoundry.contracts.PreviewId;
import dev.lorafoundry.contracts.settings.PreviewSettings;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class StripsIT {
  private final WorkedOn version = WorkedOn.anew();

  @Test
  void showsPicturesThatDifferByTheCheckpointAlone() {
    Job job = version.trained();
    Checkpoint early = version.saved(job, 1, null);
    Checkpoint late = version.saved(job, 2, null);
    Checkpoint bare = version.saved(job, 3, null);
    PreviewId first = version.rendered(early, 0, 0.5, 1.2);
    PreviewId second = version.rendered(late, 0, 0.5, 1.2);
    rendered(late, "something else", 1);

    Strip strip = strips(job, 8).get(0);

    assertThat(strip.job()).isEqualTo(job.id());
    assertThat(strip.total()).isEqualTo(3);
    assertThat(strip.frames())
        .extracting(Frame::checkpoint)
        .containsExactly(early.id(), late.id(), bare.id());
    assertThat(strip.frames().subList(0, 2))
        .extracting(frame -> Objects.requireNonNull(frame.still()))
        .extracting(Still::preview, Still::column, Still::loraWeight)
        .containsExactly(tuple(first, 2, 1.2), tuple(second, 2, 1.2));
    assertThat(strip.frames().get(2).still()).isNull();
    assertThat(strip.frames()).extracting(Frame::width).containsOnly(512);
  }

  @Test
  void showsSomeOfManyAndTheBestAndTheStarredAmongThem() {
    Job job = version.trained();
    List<Checkpoint> saved = new ArrayList<>();
    for (int epoch = 1; epoch <= 20; epoch++) {
      saved.add(version.saved(job, epoch, epoch == 7 ? 0.1 : 0.2));
    }
    star(saved.get(1));
    star(saved.get(2));

    List<Frame> frames = strips(job, 4).get(0).frames();

    assertThat(frames)
        .extracting(frame -> frame.place().epoch())
        .containsExactly(3, 5, 7, 10, 15, 20);
    assertThat(frames)
        .filteredOn(Frame::starred)
        .extracting(Frame::checkpoint)
        .containsExactly(saved.get(2).id());
    assertThat(best(frames)).isEqualTo(saved.get(6));
  }

  /** What the query calls the best is what the rest of the service calls so. */
  @Test
  void agreesOnWhatIsTheBest() {
    Job valued = version.trained();
    version.saved(valued, 1, null);
    version.saved(valued, 2, 0.3);
    version.saved(valued, 3, 0.2);
    version.saved(valued, 4, 0.2);
    Job unjudged = version.trained();
    version.saved(unjudged, 2, null);
    version.saved(unjudged, 1, null);
    Job begun = version.trained();
    Checkpoints all = TestApi.bean(Checkpoints.class);
    assertThat(all.add(judged(atStep(begun, 3), null))).isTrue();
    assertThat(all.add(judged(atStep(begun, 5), null))).isTrue();

    for (Job job : List.of(valued, unjudged, begun)) {
      assertThat(best(strips(job, 8).get(0).frames()))
          .isEqualTo(all.ofJob(job.id()).stream().min(Checkpoint.BEST_FIRST).orElseThrow());
    }
  }

  @Test
  void tellsOfRunsOverRest() {
    Job job = version.trained();
    Checkpoint checkpoint = version.saved(job, 1, 0.2);
    PreviewId preview = version.rendered(checkpoint);
    String path = "/api/v1/runs/" + job.ticket().run() + "/strips";

    Reply strips = TestApi.get(path).send().expect(200);

    assertThat(strips.at("/items/0/jobId")).isEqualTo(job.id().toString());
    assertThat(strips.at("/items/0/frames/0/checkpointId")).isEqualTo(checkpoint.id().toString());
    assertThat(strips.at("/items/0/frames/0/picture/url"))
        .isEqualTo("/api/v1/previews/" + preview + "/pictures/0/0/0");
    TestApi.get(path + "?most=0").send().expect(400);
    TestApi.get("/api/v1/runs/" + UUID.randomUUID() + "/strips").send().expect(404);
  }

  private static List<Strip> strips(Job job, int most) {
    return TestApi.bean(Strips.class).of(List.of(job.ticket().run()), most);
  }

  private static Checkpoint best(List<Frame> frames) {
    Frame best = frames.stream().filter(Frame::best).findFirst().orElseThrow();
    return TestApi.bean(Checkpoints.class).find(best.checkpoint()).orElseThrow();
  }

  private static void star(Checkpoint checkpoint) {
    TestApi.put("/api/v1/checkpoints/" + checkpoint.id() + "/mark")
        .json(Map.of("starred", true))
        .send()
        .expect(200);
  }

  private void rendered(Checkpoint checkpoint, String prompt, double weight) {
    PreviewSettings settings = SettingsCatalogue.PREVIEW.read(Map.of("prompt", prompt));
    Preview.Ticket ticket =
        new Preview.Ticket(
            PreviewId.random(),
            checkpoint.id(),
            checkpoint.job(),
            checkpoint.run(),
            version.version(),
            settings,
            Instant.now());
    Previews previews = TestApi.bean(Previews.class);
    previews.add(
        new Preview(
            ticket,
            new Preview.Standing(WorkState.DONE, 1, "", Instant.now()),
            new Rendering(1, 1, null, List.of())));
    previews.keep(
        ticket.id(), new LeaseEpoch(1), new Picture(0, 0, 0, "Euler a", 28, 7, 1, weight, "key"));
  }
}
