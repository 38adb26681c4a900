package dev.lorafoundry.api.job;

import dev.lorafoundry.api.access.PersonId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;

final class InMemoryJobsTest extends JobsContract {
  private final Jobs jobs = new InMemoryJobs();

  @Override
  protected Jobs jobs() {
    return jobs;
  }

  @Override
  protected PersonId aPerson() {
    return PersonId.random();
  }

  @Override
  protected RunId aRun(VersionId version) {
    return RunId.random();
  }
}
