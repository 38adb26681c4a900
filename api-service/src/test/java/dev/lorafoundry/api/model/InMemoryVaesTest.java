package dev.lorafoundry.api.model;

final class InMemoryVaesTest extends VaesContract {
  private final InMemoryVaes vaes = new InMemoryVaes();

  @Override
  protected Vaes vaes() {
    return vaes;
  }
}
