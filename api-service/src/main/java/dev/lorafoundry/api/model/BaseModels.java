package dev.lorafoundry.api.model;

import dev.lorafoundry.contracts.BaseModelId;
import java.util.Optional;

/** All registered base models. */
public interface BaseModels {
  Optional<BaseModel> find(BaseModelId id);
}
