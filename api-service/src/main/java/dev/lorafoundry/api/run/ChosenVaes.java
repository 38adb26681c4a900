package dev.lorafoundry.api.run;

import dev.lorafoundry.api.model.RegisteredVae;
import dev.lorafoundry.api.model.Vaes;
import dev.lorafoundry.contracts.BaseModelReference;
import dev.lorafoundry.contracts.VaeId;
import dev.lorafoundry.contracts.VaeReference;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.StartSettings;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The VAEs that settings name in place of the base model's. */
final class ChosenVaes {
  private final Vaes vaes;

  ChosenVaes(Vaes vaes) {
    this.vaes = vaes;
  }

  /**
   * A problem for each VAE that is named and is not there, whatever else is wrong.
   *
   * @param named values of the setting; of what is no id the settings themselves tell
   */
  List<SettingProblem> problems(Set<Object> named) {
    return named.stream()
        .flatMap(given -> StartSettings.id(given.toString()).stream())
        .distinct()
        .filter(id -> find(id).isEmpty())
        .map(
            id ->
                new SettingProblem(
                    "vae",
                    id.toString(),
                    "vae names VAE %s, which does not exist: use the id of one that /api/v1/vaes lists."
                        .formatted(id)))
        .toList();
  }

  /** The base model as it is used with these settings; to be asked when there are no problems. */
  BaseModelReference model(BaseModelReference base, TrainingSettings settings) {
    return settings
        .start()
        .ownVae()
        .map(
            id ->
                base.with(
                    find(id)
                        .orElseThrow(() -> new IllegalStateException("VAE " + id + " is gone"))))
        .orElse(base);
  }

  private Optional<VaeReference> find(UUID id) {
    return vaes.find(new VaeId(id)).map(RegisteredVae::reference);
  }
}
