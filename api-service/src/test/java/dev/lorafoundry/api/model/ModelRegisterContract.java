package dev.lorafoundry.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.BaseModelId;
import dev.lorafoundry.contracts.BaseModelReference;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.VaeReference;
import dev.lorafoundry.diffusion.model.ModelSizes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link ModelRegister} does, and every {@link BaseModels} beside it. */
public abstract class ModelRegisterContract {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  protected abstract ModelRegister register();

  protected abstract BaseModels models();

  protected abstract Vaes vaes();

  @Test
  void findsAModelAsItWasAdded() {
    RegisteredModel model = model("abc", PredictionType.EPSILON, null);

    assertThat(register().add(model)).isEqualTo(model);
    assertThat(register().registered(id(model))).contains(model);
    assertThat(models().find(id(model))).contains(model.model());
  }

  @Test
  void countsTheSameFileOnce() {
    RegisteredModel first = model("abc", PredictionType.EPSILON, null);
    register().add(first);

    RegisteredModel again = register().add(model("abc", PredictionType.EPSILON, null));

    assertThat(again).isEqualTo(first);
    assertThat(register().count()).isEqualTo(1);
  }

  @Test
  void tellsTheSameFileApartByWhatIsSaidOfIt() {
    register().add(model("abc", PredictionType.EPSILON, null));
    register().add(model("abc", PredictionType.V, null));
    RegisteredModel own = model("abc", PredictionType.V, "models/t.tokenizer.json");

    assertThat(register().add(own)).isEqualTo(own);
    assertThat(register().count()).isEqualTo(3);
  }

  @Test
  void usesAModelWithAnotherVaeUntilItIsToldOtherwise() {
    RegisteredModel model = register().add(model("abc", PredictionType.EPSILON, null));
    VaeReference vae = vaes().add(VaeExample.of("def")).reference();

    RegisteredModel changed = register().useVae(id(model), Optional.of(vae)).orElseThrow();

    assertThat(changed.model().reference()).isEqualTo(model.model().reference().with(vae));
    assertThat(register().registered(id(model))).contains(changed);
    assertThat(register().list(0, 9)).containsExactly(changed);
    assertThat(register().add(model("abc", PredictionType.EPSILON, null))).isEqualTo(changed);
    assertThat(register().useVae(id(model), Optional.empty())).contains(model);
    assertThat(register().useVae(BaseModelId.random(), Optional.of(vae))).isEmpty();
  }

  @Test
  void knowsNoModelThatWasNeverAdded() {
    assertThat(register().registered(BaseModelId.random())).isEmpty();
    assertThat(models().find(BaseModelId.random())).isEmpty();
  }

  @Test
  void listsTheNewestFirst() {
    register().add(model("a", PredictionType.EPSILON, null));
    RegisteredModel second = register().add(model("b", PredictionType.EPSILON, null));
    RegisteredModel third = register().add(model("c", PredictionType.EPSILON, null));

    assertThat(register().list(0, 2)).containsExactly(third, second);
    assertThat(register().list(2, 2)).hasSize(1);
  }

  private static BaseModelId id(RegisteredModel model) {
    return model.model().reference().id();
  }

  private static RegisteredModel model(
      String sha256, PredictionType prediction, @Nullable String tokenizerKey) {
    BaseModelReference reference =
        new BaseModelReference(
            BaseModelId.random(),
            "tiny",
            Family.SD1,
            prediction,
            sha256,
            1_234,
            "models/" + sha256 + ".safetensors",
            tokenizerKey);
    ModelSizes sizes =
        new ModelSizes(List.of(32L, 64L), List.of(1, 0), 128, 4, 128, List.of(32L), 9_999);
    return new RegisteredModel(new BaseModel(reference, 32, 4), sizes, NOON);
  }
}
