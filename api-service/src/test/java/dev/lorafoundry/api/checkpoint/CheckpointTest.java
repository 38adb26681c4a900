package dev.lorafoundry.api.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobExample;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class CheckpointTest {
  @Test
  void carriesTheNameOfItsJobBeforeTheExtension() {
    assertThat(named("cats-000001.safetensors").nameWith("lion-128"))
        .isEqualTo("cats-000001-lion-128.safetensors");
    assertThat(named("v1.5-cats.safetensors").nameWith("a")).isEqualTo("v1.5-cats-a.safetensors");
  }

  @Test
  void carriesTheNameOfItsJobWithoutAnExtension() {
    assertThat(named("cats").nameWith("lion-128")).isEqualTo("cats-lion-128");
    assertThat(named(".cats").nameWith("lion-128")).isEqualTo(".cats-lion-128");
  }

  @Test
  void theBestHaveTheLowestLossesAndThoseWithinTheFirstEpochComeLast() {
    Job job = JobExample.job(RunId.random(), VersionId.random(), "a");
    Checkpoint validated = CheckpointExample.judged(CheckpointExample.checkpoint(job, 3), 0.9);
    Checkpoint ofEpoch = CheckpointExample.judged(CheckpointExample.checkpoint(job, 2), null);
    Checkpoint early = CheckpointExample.judged(CheckpointExample.atStep(job, 3), null);
    Checkpoint later = CheckpointExample.judged(CheckpointExample.atStep(job, 7), null);

    assertThat(Stream.of(early, ofEpoch, later, validated).sorted(Checkpoint.BEST_FIRST))
        .containsExactly(validated, ofEpoch, later, early);
  }

  private static Checkpoint named(String name) {
    return CheckpointExample.checkpoint(
        JobExample.job(RunId.random(), VersionId.random(), "a"), 1, name);
  }

  @Test
  void asTheFinalOneItHasNeitherEpochNorStepInItsName() {
    assertThat(named("starz-v5-000006.safetensors").finalName()).isEqualTo("starz-v5.safetensors");
    assertThat(named("starz-step00000100.safetensors").finalName()).isEqualTo("starz.safetensors");
    assertThat(named("starz-2026.safetensors").finalName()).isEqualTo("starz-2026.safetensors");
    assertThat(CheckpointExample.last(named("sks-202401.safetensors")).finalName())
        .isEqualTo("sks-202401.safetensors");
    assertThat(named("a-000001-b.safetensors").finalName()).isEqualTo("a-000001-b.safetensors");
  }
}
