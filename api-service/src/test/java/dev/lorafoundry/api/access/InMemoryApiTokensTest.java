package dev.lorafoundry.api.access;

final class InMemoryApiTokensTest extends ApiTokensContract {
  private final ApiTokens tokens = new InMemoryApiTokens();

  @Override
  protected ApiTokens tokens() {
    return tokens;
  }

  @Override
  protected PersonId aPerson() {
    return PersonId.random();
  }
}
