package dev.lorafoundry.api.model;

final class InMemoryLorasTest extends LorasContract {
  private final InMemoryLoras loras = new InMemoryLoras();

  @Override
  protected Loras loras() {
    return loras;
  }
}
