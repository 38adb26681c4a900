package dev.lorafoundry.api.access;

final class InMemoryIssuedSecretsTest extends IssuedSecretsContract {
  private final IssuedSecrets secrets = new InMemoryIssuedSecrets();

  @Override
  protected IssuedSecrets secrets() {
    return secrets;
  }

  @Override
  protected PersonId aPerson() {
    return PersonId.random();
  }
}
