package dev.lorafoundry.api.worker;

final class InMemoryWorkersTest extends WorkersContract {
  private final Workers workers = new InMemoryWorkers();

  @Override
  protected Workers workers() {
    return workers;
  }
}
