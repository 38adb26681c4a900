package dev.lorafoundry.api.dataset;

import static dev.lorafoundry.api.dataset.PictureExample.aPicture;
import static dev.lorafoundry.api.dataset.PictureExample.processed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.dataset.UploadReport.RefusedFile;
import dev.lorafoundry.api.queue.Transition;
import dev.lorafoundry.api.queue.WorkChanged;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.contracts.EventHeader;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.PreparationEvent.PicturePrepared;
import dev.lorafoundry.contracts.PreparationEvent.PictureRefused;
import dev.lorafoundry.contracts.PreparationEvent.Processed;
import dev.lorafoundry.contracts.PreparationId;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.WorkId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PreparationListenerTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Mask MASK = new Mask("datasets/x/masks/m", "sha of the mask");

  private final InMemoryPictures pictures = new InMemoryPictures();
  private final InMemoryPreparations preparations = new InMemoryPreparations();
  private final List<UUID> shown = new ArrayList<>();
  private final PreparationListener listener =
      new PreparationListener(
          pictures, preparations, (topic, subject, version, run) -> shown.add(subject));
  private final VersionId version = VersionId.random();
  private final Picture picture = aPicture(version, 0).picture();
  private final PreparationId id = PreparationId.random();

  @BeforeEach
  void begin() {
    pictures.add(picture);
    preparations.add(
        new Preparation(
            id, version, PictureExample.FORM, WorkState.QUEUED, 1, 0, List.of(), "", NOON, null),
        List.of(picture));
  }

  @Test
  void booksTrainingPictures() {
    Processed made = processed(picture, 0, 512, 512);
    listener.told(new PicturePrepared(id, header(), picture.id(), List.of(made)));

    assertThat(pictures.find(picture.id()).orElseThrow().outcome())
        .isEqualTo(new Outcome.Prepared(PictureExample.FORM, List.of(made)));
    assertThat(preparations.find(id).orElseThrow().prepared()).isEqualTo(1);
    assertThat(shown).containsExactly(id.value());
  }

  @Test
  void booksRefusals() {
    listener.told(new PictureRefused(id, header(), picture.id(), "It is no picture."));

    assertThat(pictures.find(picture.id()).orElseThrow().outcome())
        .isEqualTo(new Outcome.Refused("It is no picture."));
    assertThat(preparations.find(id).orElseThrow().refused())
        .containsExactly(new RefusedFile("p0.png", "It is no picture."));
  }

  @Test
  void discardsTrainingPicturesThatOthersReplace() {
    Processed old = processed(picture, 0, 512, 512);
    Processed made = new Processed(0, "n", "datasets/x/new", "sha", 512, 512, 1, null);
    listener.told(new PicturePrepared(id, header(), picture.id(), List.of(old)));
    listener.told(new PicturePrepared(id, header(), picture.id(), List.of(old)));
    assertThat(pictures.discarded(9)).isEmpty();

    listener.told(new PicturePrepared(id, header(), picture.id(), List.of(made)));
    assertThat(pictures.discarded(9)).containsExactly(old.key());
  }

  @Test
  void discardsTrainingPicturesOfAPictureThatIsGone() {
    PictureId gone = PictureId.random();
    Processed made = processed(picture, 0, 512, 512);
    listener.told(new PicturePrepared(id, header(), gone, List.of(made)));

    assertThat(pictures.discarded(9)).containsExactly(made.key());
  }

  @Test
  void leavesPicturesToTheNewestPreparation() {
    listener.changed(change(WorkState.RUNNING, WorkState.CANCELLED, Transition.CANCEL, ""));
    PreparationId newer = PreparationId.random();
    preparations.add(
        new Preparation(
            newer, version, PictureExample.FORM, WorkState.QUEUED, 1, 0, List.of(), "", NOON, null),
        List.of(picture));
    Processed made = processed(picture, 0, 512, 512);
    Processed late = new Processed(0, "n", "datasets/x/late", "sha", 512, 512, 1, null);

    listener.told(new PicturePrepared(newer, header(), picture.id(), List.of(made)));
    listener.told(new PicturePrepared(id, header(), picture.id(), List.of(late)));

    assertThat(pictures.find(picture.id()).orElseThrow().outcome().pictures())
        .containsExactly(made);
    assertThat(pictures.discarded(9)).containsExactly(late.key());
  }

  @Test
  void leavesAPictureUnpreparedWhoseMaskCameAfterTheCancel() {
    listener.changed(change(WorkState.RUNNING, WorkState.CANCELLED, Transition.CANCEL, ""));
    pictures.mask(picture.id(), MASK);
    Processed late = processed(picture, 0, 512, 512);

    listener.told(new PicturePrepared(id, header(), picture.id(), List.of(late)));
    listener.told(new PictureRefused(id, header(), picture.id(), "It is no picture."));

    assertThat(pictures.find(picture.id()).orElseThrow().outcome())
        .isEqualTo(new Outcome.Unprepared());
    assertThat(pictures.discarded(9)).containsExactly(late.key());
    Preparation cancelled = preparations.find(id).orElseThrow();
    assertThat(cancelled.prepared()).isZero();
    assertThat(cancelled.refused()).isEmpty();
  }

  @Test
  void discardsTrainingPicturesOfAVersionThatIsGone() {
    pictures.delete(version);
    Processed late = processed(picture, 0, 512, 512);

    listener.told(new PicturePrepared(id, header(), picture.id(), List.of(late)));
    listener.told(new PictureRefused(id, header(), picture.id(), "It is no picture."));

    assertThat(pictures.discarded(9)).containsExactly(late.key());
    assertThat(preparations.find(id).orElseThrow().prepared()).isZero();
    assertThat(shown).isEmpty();
  }

  @Test
  void booksTrainingPicturesWithThePresentMask() {
    pictures.mask(picture.id(), MASK);
    Processed made = processed(picture, 0, 512, 512);
    Processed late = new Processed(0, "n", "datasets/x/late", "sha", 512, 512, 1, null);

    listener.told(new PicturePrepared(id, header(), picture.id(), List.of(made), MASK.sha256()));
    listener.told(
        new PicturePrepared(id, header(), picture.id(), List.of(late), "sha of another mask"));

    assertThat(pictures.find(picture.id()).orElseThrow().outcome().pictures())
        .containsExactly(made);
    assertThat(pictures.discarded(9)).containsExactly(late.key());
  }

  @Test
  void followsTheQueue() {
    listener.changed(change(WorkState.RELEASED, WorkState.RUNNING, Transition.CLAIM, ""));
    assertThat(preparations.find(id).orElseThrow().endedAt()).isNull();

    listener.changed(change(WorkState.RUNNING, WorkState.FAILED, Transition.FAIL, "Why."));

    Preparation failed = preparations.find(id).orElseThrow();
    assertThat(failed.state()).isEqualTo(WorkState.FAILED);
    assertThat(failed.reason()).isEqualTo("Why.");
    assertThat(failed.endedAt()).isEqualTo(NOON);
    assertThat(shown).hasSize(2);
  }

  private WorkChanged change(WorkState from, WorkState to, Transition transition, String reason) {
    return new WorkChanged(WorkId.of(id), transition, from, to, 1, 1, null, null, NOON, reason);
  }

  private static EventHeader header() {
    return new EventHeader(new LeaseEpoch(1), 1, NOON);
  }
}
