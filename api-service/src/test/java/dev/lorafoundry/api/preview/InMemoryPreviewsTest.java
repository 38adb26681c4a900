package dev.lorafoundry.api.preview;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.CheckpointExample;
import dev.lorafoundry.api.job.JobExample;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;

final class InMemoryPreviewsTest extends PreviewsContract {
  private final Previews previews = new InMemoryPreviews();

  @Override
  protected Previews previews() {
    return previews;
  }

  @Override
  protected Checkpoint aCheckpoint() {
    return CheckpointExample.checkpoint(JobExample.job(RunId.random(), VersionId.random(), "a"), 2);
  }
}
