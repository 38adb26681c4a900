package dev.lorafoundry.api.dataset;

import static dev.lorafoundry.api.dataset.PictureExample.aPicture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.dataset.UploadReport.RefusedFile;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.contracts.PreparationId;
import dev.lorafoundry.contracts.VersionId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link Preparations} does. */
public abstract class PreparationsContract {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  protected abstract Preparations preparations();

  /** A version that exists. */
  protected abstract VersionId version();

  @Test
  void findsAPreparationAsItWasAdded() {
    Preparation preparation = preparation(version());

    assertThat(preparations().add(preparation, List.of())).isTrue();

    assertThat(preparations().find(preparation.id())).contains(preparation);
    assertThat(preparations().underWay(preparation.version())).contains(preparation);
    assertThat(preparations().find(PreparationId.random())).isEmpty();
    assertThat(preparations().underWay(version())).isEmpty();
  }

  @Test
  void hasOneUnderWayInEachVersion() {
    VersionId version = version();
    Preparation first = preparation(version);
    preparations().add(first, List.of());

    assertThat(preparations().add(preparation(version), List.of())).isFalse();
    assertThat(preparations().add(preparation(version()), List.of())).isTrue();

    preparations().stands(first.id(), WorkState.FAILED, "Why.", NOON);
    assertThat(preparations().underWay(version)).isEmpty();
    Preparation second = preparation(version);
    assertThat(preparations().add(second, List.of())).isTrue();
    assertThat(preparations().list(version, 0, 9))
        .extracting(Preparation::id)
        .containsExactly(second.id(), first.id());
    assertThat(preparations().list(version, 1, 9)).hasSize(1);
    assertThat(preparations().count(version)).isEqualTo(2);
  }

  @Test
  void countsEachPictureOnce() {
    VersionId version = version();
    Picture good = aPicture(version, 0).picture();
    Picture bad = aPicture(version, 1).picture();
    Preparation preparation = preparation(version);
    preparations().add(preparation, List.of(good, bad));

    preparations().prepared(preparation.id(), good.id());
    preparations().prepared(preparation.id(), good.id());
    preparations().refused(preparation.id(), bad.id(), "It is no picture.");
    preparations().refused(preparation.id(), bad.id(), "It is no picture.");

    Preparation found = preparations().find(preparation.id()).orElseThrow();
    assertThat(found.prepared()).isEqualTo(1);
    assertThat(found.refused()).containsExactly(new RefusedFile("p1.png", "It is no picture."));
    assertThat(found.done()).isEqualTo(2);
  }

  @Test
  void saysHowItStands() {
    Preparation preparation = preparation(version());
    preparations().add(preparation, List.of());

    preparations().stands(preparation.id(), WorkState.RUNNING, "", null);
    assertThat(preparations().find(preparation.id()).orElseThrow().state())
        .isEqualTo(WorkState.RUNNING);

    preparations().stands(preparation.id(), WorkState.FAILED, "The disk is full.", NOON);
    Preparation failed = preparations().find(preparation.id()).orElseThrow();
    assertThat(failed.state()).isEqualTo(WorkState.FAILED);
    assertThat(failed.reason()).isEqualTo("The disk is full.");
    assertThat(failed.endedAt()).isEqualTo(NOON);
  }

  private static Preparation preparation(VersionId version) {
    return new Preparation(
        PreparationId.random(),
        version,
        PictureExample.FORM,
        WorkState.QUEUED,
        2,
        0,
        List.of(),
        "",
        NOON,
        null);
  }
}
