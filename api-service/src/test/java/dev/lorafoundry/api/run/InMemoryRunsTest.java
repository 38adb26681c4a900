package dev.lorafoundry.api.run;

final class InMemoryRunsTest extends RunsContract {
  private final Runs runs = new InMemoryRuns();

  @Override
  protected Runs runs() {
    return runs;
  }
}
