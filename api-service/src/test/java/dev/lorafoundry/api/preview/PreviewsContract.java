package dev.lorafoundry.api.preview;

import static dev.lorafoundry.api.preview.PreviewExample.cancelled;
import static dev.lorafoundry.api.preview.PreviewExample.claimed;
import static dev.lorafoundry.api.preview.PreviewExample.finished;
import static dev.lorafoundry.api.preview.PreviewExample.picture;
import static dev.lorafoundry.api.preview.PreviewExample.preview;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.PreviewEvent.Picture;
import dev.lorafoundry.contracts.PreviewId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link Previews} does. */
public abstract class PreviewsContract {
  private static final Picture LEFT = picture(0, 0, "left");
  private static final Picture RIGHT = picture(0, 1, "right");

  protected abstract Previews previews();

  /** A checkpoint that previews may belong to. */
  protected abstract Checkpoint aCheckpoint();

  @Test
  void returnsPreviewsAsTheyWereAdded() {
    Preview preview = added(aCheckpoint());

    assertThat(previews().find(preview.id())).contains(preview);
    assertThat(previews().find(PreviewId.random())).isEmpty();
  }

  @Test
  void returnsPreviewsAsTheyWereSaved() {
    Preview preview = added(aCheckpoint());
    Preview done =
        preview
            .after(claimed(preview, 1))
            .after(finished(preview, 1, picture(0, 0, "a"), picture(0, 1, "b")));

    previews().save(done);

    assertThat(previews().find(preview.id())).contains(done);
  }

  @Test
  void listsACheckpointsPreviewsNewestFirst() {
    Checkpoint checkpoint = aCheckpoint();
    Preview older = added(checkpoint);
    Preview newer = added(checkpoint);

    assertThat(previews().ofCheckpoint(checkpoint.id())).containsExactly(newer, older);
    assertThat(previews().ofCheckpoint(CheckpointId.random())).isEmpty();
    assertThat(previews().ofRun(checkpoint.run())).containsExactly(newer, older);
    assertThat(previews().ofRun(RunId.random())).isEmpty();
  }

  @Test
  void findsSeveralAtOnce() {
    Checkpoint checkpoint = aCheckpoint();
    Preview one = added(checkpoint);
    Preview two = added(checkpoint);
    added(checkpoint);

    assertThat(previews().all(List.of(one.id(), two.id(), PreviewId.random())))
        .isEqualTo(Map.of(one.id(), one, two.id(), two));
    assertThat(previews().all(List.of())).isEmpty();
  }

  @Test
  void listsPreviewsOfSeveralCheckpoints() {
    Checkpoint one = aCheckpoint();
    Checkpoint two = aCheckpoint();
    Checkpoint bare = aCheckpoint();
    Preview older = added(one);
    Preview newer = added(one);
    Preview ofTwo = added(two);
    added(aCheckpoint());

    assertThat(previews().ofCheckpoints(List.of(one.id(), two.id(), bare.id())))
        .isEqualTo(Map.of(one.id(), List.of(newer, older), two.id(), List.of(ofTwo)));
    assertThat(previews().ofCheckpoints(List.of())).isEmpty();
  }

  @Test
  void listsACheckpointsPreviewsPartByPart() {
    Checkpoint checkpoint = aCheckpoint();
    Preview oldest = added(checkpoint);
    Preview older = added(checkpoint);
    Preview newest = added(checkpoint);

    assertThat(previews().ofCheckpoint(checkpoint.id(), 0, 2)).containsExactly(newest, older);
    assertThat(previews().ofCheckpoint(checkpoint.id(), 2, 2)).containsExactly(oldest);
    assertThat(previews().countOfCheckpoint(checkpoint.id())).isEqualTo(3);
    assertThat(previews().countOfCheckpoint(CheckpointId.random())).isZero();
  }

  @Test
  void knowsWhatPicturesOfAVersionLookLike() {
    Checkpoint checkpoint = aCheckpoint();
    Preview one = added(checkpoint);
    Preview two = added(checkpoint);
    Picture strong = new Picture(0, 1, 0, "Euler a", 28, 10, 7, 0.8, "strong");
    keep(one, 1, strong);
    keep(one, 1, LEFT);
    keep(two, 1, LEFT);
    keep(added(aCheckpoint()), 1, RIGHT);

    Look weak = Look.of(one.ticket().settings(), LEFT);
    VersionId version = checkpoint.version();
    assertThat(previews().looks(version))
        .as("the second has come again since")
        .containsExactly(Look.of(one.ticket().settings(), strong), weak);
    assertThat(previews().looks(VersionId.random())).isEmpty();
    assertThat(previews().checkpointsWith(version, List.of(weak))).containsExactly(checkpoint.id());
    assertThat(previews().checkpointsWith(version, List.of())).isEmpty();
    assertThat(previews().checkpointsWith(VersionId.random(), List.of(weak))).isEmpty();
  }

  @Test
  void givesThePicturesOfSeveralPreviews() {
    Checkpoint checkpoint = aCheckpoint();
    Preview one = added(checkpoint);
    Preview two = added(checkpoint);
    Preview empty = added(checkpoint);
    keep(one, 1, RIGHT);
    keep(one, 1, LEFT);
    keep(two, 1, LEFT);

    assertThat(previews().pictures(List.of(one.id(), two.id(), empty.id())))
        .isEqualTo(Map.of(one.id(), List.of(LEFT, RIGHT), two.id(), List.of(LEFT)));
    assertThat(previews().pictures(List.of())).isEmpty();
  }

  @Test
  void listsAJobsPreviewsThatHaveNotEnded() {
    Checkpoint checkpoint = aCheckpoint();
    Preview older = added(checkpoint);
    Preview cancelled = added(checkpoint);
    Preview newer = added(checkpoint);
    Preview ofAnotherJob = added(aCheckpoint());

    previews().save(cancelled.after(cancelled(cancelled)));

    assertThat(previews().openOfJob(checkpoint.job())).containsExactly(older.id(), newer.id());
    assertThat(previews().openOfJob(ofAnotherJob.ticket().job()))
        .containsExactly(ofAnotherJob.id());
  }

  @Test
  void keepsPicturesInTheirPlaces() {
    Preview preview = added(aCheckpoint());
    keep(preview, 1, RIGHT);
    keep(preview, 1, LEFT);

    assertThat(previews().pictures(preview.id())).containsExactly(LEFT, RIGHT);
    assertThat(previews().picture(preview.id(), Previews.Place.of(RIGHT))).contains(RIGHT);
    assertThat(previews().picture(preview.id(), new Previews.Place(9, 9, 9))).isEmpty();
  }

  @Test
  void laterAttemptReplacesAPicture() {
    Preview preview = added(aCheckpoint());
    Picture again = picture(0, 0, "again");
    keep(preview, 1, picture(0, 0, "first"));
    keep(preview, 2, again);
    keep(preview, 1, picture(0, 0, "late"));

    assertThat(previews().pictures(preview.id())).containsExactly(again);
  }

  private void keep(Preview preview, int epoch, Picture picture) {
    previews().keep(preview.id(), new LeaseEpoch(epoch), picture);
  }

  private Preview added(Checkpoint checkpoint) {
    Preview preview = preview(checkpoint);
    previews().add(preview);
    return preview;
  }
}
