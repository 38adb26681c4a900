package dev.lorafoundry.api.run;

import dev.lorafoundry.api.access.PersonId;

final class InMemoryRunsTest extends RunsContract {
  private final Runs runs = new InMemoryRuns();

  @Override
  protected Runs runs() {
    return runs;
  }

  @Override
  protected PersonId aPerson() {
    return PersonId.random();
  }
}
