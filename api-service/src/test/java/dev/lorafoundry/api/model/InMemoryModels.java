package dev.lorafoundry.api.model;

import dev.lorafoundry.contracts.BaseModelId;
import dev.lorafoundry.contracts.BaseModelReference;
import dev.lorafoundry.contracts.VaeReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
  public Optional<RegisteredModel> useVae(BaseModelId id, Optional<VaeReference> vae) {
    models.replaceAll(
        each -> each.model().reference().id().equals(id) ? with(vae.orElse(null), each) : each);
    return registered(id);
  }

  private static RegisteredModel with(@Nullable VaeReference vae, RegisteredModel model) {
    BaseModel base = model.model();
    return new RegisteredModel(
        new BaseModel(base.reference().with(vae), base.largestRank(), base.textLayers()),
        model.sizes(),
        model.createdAt());
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
