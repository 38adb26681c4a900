package dev.lorafoundry.api.queue;

import dev.lorafoundry.api.access.PersonId;

final class InMemoryWorksTest extends WorksContract {
  private final Works works = new InMemoryWorks();

  @Override
  protected Works works() {
    return works;
  }

  @Override
  protected PersonId aPerson() {
    return PersonId.random();
  }
}
