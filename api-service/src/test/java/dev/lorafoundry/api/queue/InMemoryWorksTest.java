package dev.lorafoundry.api.queue;

final class InMemoryWorksTest extends WorksContract {
  private final Works works = new InMemoryWorks();

  @Override
  protected Works works() {
    return works;
  }
}
