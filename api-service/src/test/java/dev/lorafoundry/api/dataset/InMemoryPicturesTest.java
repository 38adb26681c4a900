package dev.lorafoundry.api.dataset;

import dev.lorafoundry.contracts.VersionId;

final class InMemoryPicturesTest extends PicturesContract {
  private final Pictures pictures = new InMemoryPictures();

  @Override
  protected Pictures pictures() {
    return pictures;
  }

  @Override
  protected Concepts concepts() {
    return new InMemoryConcepts(id -> true);
  }

  @Override
  protected VersionId version() {
    return VersionId.random();
  }
}
