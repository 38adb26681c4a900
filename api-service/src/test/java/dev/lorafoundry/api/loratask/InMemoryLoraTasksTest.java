package dev.lorafoundry.api.loratask;

final class InMemoryLoraTasksTest extends LoraTasksContract {
  private final LoraTasks tasks = new InMemoryLoraTasks();

  @Override
  protected LoraTasks tasks() {
    return tasks;
  }
}
