package dev.lorafoundry.api.dataset;

import dev.lorafoundry.contracts.VersionId;

final class InMemoryPreparationPlansTest extends PreparationPlansContract {
  private final PreparationPlans plans = new InMemoryPreparationPlans();

  @Override
  protected PreparationPlans plans() {
    return plans;
  }

  @Override
  protected VersionId version() {
    return VersionId.random();
  }
}
