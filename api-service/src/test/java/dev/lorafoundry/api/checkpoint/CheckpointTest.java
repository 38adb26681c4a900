package dev.lorafoundry.api.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.job.JobExample;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
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
  void filesForDiffusersAreMarkedBeforeTheExtension() {
    assertThat(DiffusersFile.name("v1.5-cats-a.safetensors"))
        .isEqualTo("v1.5-cats-a-diffusers.safetensors");
    assertThat(DiffusersFile.name("cats")).isEqualTo("cats-diffusers");
  }

  private static Checkpoint named(String name) {
    return CheckpointExample.checkpoint(
        JobExample.job(RunId.random(), VersionId.random(), "a"), 1, name);
  }
}
