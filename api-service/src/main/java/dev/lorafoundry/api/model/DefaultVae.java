package dev.lorafoundry.api.model;

import dev.lorafoundry.contracts.BaseModelId;
import dev.lorafoundry.contracts.VaeId;
import dev.lorafoundry.contracts.VaeReference;
import java.util.Optional;
import org.springframework.transaction.support.TransactionOperations;

/** Says which VAE a base model is used with where a run names none. Jobs keep the one they have. */
public final class DefaultVae {
  private final ModelRegister models;
  private final Vaes vaes;
  private final TransactionOperations transactions;

  DefaultVae(ModelRegister models, Vaes vaes, TransactionOperations transactions) {
    this.models = models;
    this.vaes = vaes;
    this.transactions = transactions;
  }

  /**
   * @param vae empty: the one in the model's own file
   * @throws ModelNotFound if there is no such base model or VAE
   */
  public RegisteredModel set(BaseModelId model, Optional<VaeId> vae) {
    return transactions.execute(
        status -> {
          Optional<VaeReference> chosen =
              vae.map(
                  id ->
                      vaes.find(id)
                          .map(RegisteredVae::reference)
                          .orElseThrow(() -> ModelNotFound.vae(id)));
          return models.useVae(model, chosen).orElseThrow(() -> ModelNotFound.registered(model));
        });
  }
}
