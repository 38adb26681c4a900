package dev.lorafoundry.api.upload;

import dev.lorafoundry.contracts.VersionId;

final class InMemoryUploadsTest extends UploadsContract {
  private final Uploads uploads = new InMemoryUploads();

  @Override
  protected Uploads uploads() {
    return uploads;
  }

  @Override
  protected VersionId version() {
    return VersionId.random();
  }
}
