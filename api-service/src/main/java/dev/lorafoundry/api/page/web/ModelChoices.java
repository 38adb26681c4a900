package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.model.ModelRegister;
import dev.lorafoundry.api.model.RegisteredVae;
import dev.lorafoundry.api.model.Vaes;
import dev.lorafoundry.contracts.BaseModelReference;
import dev.lorafoundry.contracts.VaeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The base models and VAEs that a run may choose from. */
final class ModelChoices {
  private static final int MOST_SHOWN = 500;

  private final ModelRegister models;
  private final Vaes vaes;

  ModelChoices(ModelRegister models, Vaes vaes) {
    this.models = models;
    this.vaes = vaes;
  }

  /**
   * VAEs that may take the place of a model's own, newest first.
   *
   * @param chosen empty: none is
   */
  List<Field.Option> vaes(Optional<VaeId> chosen) {
    return vaes.list(0, MOST_SHOWN).stream()
        .map(RegisteredVae::reference)
        .map(
            vae ->
                new Field.Option(
                    vae.id().toString(),
                    Phrase.of("models.vae-choice", vae.name(), Words.bytes(vae.bytes())),
                    chosen.filter(vae.id()::equals).isPresent()))
        .toList();
  }

  /** All of them, newest first; none is chosen. */
  List<Field.Option> all() {
    List<Field.Option> options = new ArrayList<>();
    for (var registered : models.list(0, MOST_SHOWN)) {
      BaseModelReference reference = registered.model().reference();
      options.add(
          new Field.Option(
              reference.id().toString(),
              Phrase.of(
                  "models.choice",
                  reference.name(),
                  reference.family().toString(),
                  Words.bytes(reference.bytes())),
              false));
    }
    return options;
  }
}
