package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.model.DefaultVae;
import dev.lorafoundry.api.model.RegisterVae;
import dev.lorafoundry.api.model.RegisteredModel;
import dev.lorafoundry.api.model.RegisteredVae;
import dev.lorafoundry.api.model.Vaes;
import dev.lorafoundry.api.page.web.ModelsView.VaeCard;
import dev.lorafoundry.contracts.BaseModelId;
import dev.lorafoundry.contracts.VaeId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the page of base models does with VAEs. */
final class VaeShelf {
  private final Vaes vaes;
  private final RegisterVae registration;
  private final DefaultVae defaults;

  VaeShelf(Vaes vaes, RegisterVae registration, DefaultVae defaults) {
    this.vaes = vaes;
    this.registration = registration;
    this.defaults = defaults;
  }

  List<VaeCard> cards(int most) {
    return vaes.list(0, most).stream()
        .map(RegisteredVae::reference)
        .map(
            vae -> new VaeCard(vae.name(), Words.bytes(vae.bytes()), vae.sha256().substring(0, 12)))
        .toList();
  }

  void register(Path file, String fileName) throws IOException {
    RegisteredVae unused = registration.register(file, fileName, null);
  }

  void use(BaseModelId model, Optional<VaeId> vae) {
    RegisteredModel unused = defaults.set(model, vae);
  }
}
