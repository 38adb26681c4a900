package dev.lorafoundry.api.model;

import dev.lorafoundry.contracts.BaseModelId;
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

  /** A part of the list, newest first. */
  List<RegisteredModel> list(long offset, int count);

  long count();
}
