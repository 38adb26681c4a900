package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.model.Loras;
import dev.lorafoundry.api.model.RegisterLora;
import dev.lorafoundry.api.model.RegisteredLora;
import dev.lorafoundry.api.page.web.ModelsView.LoraCard;
import dev.lorafoundry.contracts.settings.Dora;
import dev.lorafoundry.contracts.settings.NetworkType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the page of base models does with LoRAs that were trained elsewhere. */
final class LoraShelf {
  private final Loras loras;
  private final RegisterLora registration;

  LoraShelf(Loras loras, RegisterLora registration) {
    this.loras = loras;
    this.registration = registration;
  }

  List<LoraCard> cards(int most) {
    return loras.list(0, most).stream().map(LoraShelf::card).toList();
  }

  private static LoraCard card(RegisteredLora lora) {
    return new LoraCard(
        lora.id().toString(),
        lora.name(),
        kind(lora),
        Words.bytes(lora.bytes()),
        lora.traits().modules(),
        lora.sha256().substring(0, 12));
  }

  /** Such as LoRA, or DoRA: names that are the same in all languages. */
  static String kind(RegisteredLora lora) {
    List<String> kinds =
        new ArrayList<>(
            lora.traits().networks().stream().map(NetworkType::label).sorted().toList());
    if (lora.traits().doras().stream().anyMatch(dora -> dora != Dora.OFF)) {
      kinds.add("DoRA");
    }
    return String.join(", ", kinds);
  }

  void register(Path file, String fileName) throws IOException {
    RegisteredLora unused = registration.register(file, fileName, null);
  }
}
