package dev.lorafoundry.api.dataset;

import dev.lorafoundry.contracts.VersionId;

final class InMemoryPreparationsTest extends PreparationsContract {
  private final Preparations preparations = new InMemoryPreparations();

  @Override
  protected Preparations preparations() {
    return preparations;
  }

  @Override
  protected VersionId version() {
    return VersionId.random();
  }
}
