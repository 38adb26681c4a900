package dev.lorafoundry.api.model;

import dev.lorafoundry.contracts.BaseModelId;
import dev.lorafoundry.contracts.VaeReference;
import java.util.List;
import java.util.Optional;

/** The list of base models. */
public interface ModelRegister {
  /**
   * Adds a model, unless the same file is registered already with the same prediction and the same
   * vocabulary.
   *
   * @return the model as it is registered now: this one, or the one that was there before
   */
  RegisteredModel add(RegisteredModel model);

  Optional<RegisteredModel> registered(BaseModelId id);

  /**
   * Uses a model with this VAE from now on.
   *
   * @param vae empty: the one in the model's own file
   * @return the model as it is now; empty if there is none
   */
  Optional<RegisteredModel> useVae(BaseModelId id, Optional<VaeReference> vae);

  /** A part of the list, newest first. */
  List<RegisteredModel> list(long offset, int count);

  long count();
}
