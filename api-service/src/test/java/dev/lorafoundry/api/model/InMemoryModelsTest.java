package dev.lorafoundry.api.model;

final class InMemoryModelsTest extends ModelRegisterContract {
  private final InMemoryModels models = new InMemoryModels();

  @Override
  protected ModelRegister register() {
    return models;
  }

  @Override
  protected BaseModels models() {
    return models;
  }

  @Override
  protected Vaes vaes() {
    return new InMemoryVaes();
  }
}
