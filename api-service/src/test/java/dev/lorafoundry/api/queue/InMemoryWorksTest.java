package dev.lorafoundry.api.queue;

import dev.lorafoundry.api.access.PersonId;

final class InMemoryWorksTest extends WorksContract {
  private final InMemoryChronicle chronicle = new InMemoryChronicle();
  private final Works works = new InMemoryWorks(chronicle);

  @Override
  protected Works works() {
    return works;
  }

  @Override
  protected Chronicle chronicle() {
    return chronicle;
  }

  @Override
  protected PersonId aPerson() {
    return PersonId.random();
  }
}
