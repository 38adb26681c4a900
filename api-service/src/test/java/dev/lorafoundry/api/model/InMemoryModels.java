package dev.lorafoundry.api.model;

import dev.lorafoundry.contracts.BaseModelId;
import dev.lorafoundry.contracts.BaseModelReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Base models in memory. */
public final class InMemoryModels implements BaseModels, ModelRegister {
  private final List<RegisteredModel> models = new ArrayList<>();

  @Override
  public RegisteredModel add(RegisteredModel model) {
    Optional<RegisteredModel> known =
        models.stream()
            .filter(each -> same(each.model().reference(), model.model().reference()))
            .findFirst();
    if (known.isEmpty()) {
      models.add(0, model);
    }
    return known.orElse(model);
  }

  @Override
  public Optional<BaseModel> find(BaseModelId id) {
    return registered(id).map(RegisteredModel::model);
  }

  @Override
  public Optional<RegisteredModel> registered(BaseModelId id) {
    return models.stream().filter(each -> each.model().reference().id().equals(id)).findFirst();
  }

  @Override
  public List<RegisteredModel> list(long offset, int count) {
    return models.stream().skip(offset).limit(count).toList();
  }

  @Override
  public long count() {
    return models.size();
  }

  private static boolean same(BaseModelReference a, BaseModelReference b) {
    return a.sha256().equals(b.sha256())
        && a.prediction() == b.prediction()
        && Objects.equals(a.tokenizerKey(), b.tokenizerKey());
  }
}
