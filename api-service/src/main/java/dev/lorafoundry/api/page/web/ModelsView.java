package dev.lorafoundry.api.page.web;

import java.util.List;

/**
 * The registered base models, VAEs and LoRAs, and how to add one.
 *
 * @param folder files from which each can be made
 */
record ModelsView(
    List<ModelCard> models,
    List<VaeCard> vaes,
    List<LoraCard> loras,
    List<String> folder,
    List<Field> fields) {
  ModelsView {
    models = List.copyOf(models);
    vaes = List.copyOf(vaes);
    loras = List.copyOf(loras);
    folder = List.copyOf(folder);
    fields = List.copyOf(fields);
  }

  /**
   * @param vaes what it may be used with where a run names none; the first is its own
   */
  record ModelCard(
      String id,
      String name,
      String family,
      Phrase prediction,
      Phrase size,
      int largestRank,
      String hash,
      List<Field.Option> vaes) {
    ModelCard {
      vaes = List.copyOf(vaes);
    }
  }

  record VaeCard(String name, Phrase size, String hash) {}

  /**
   * @param id that settings name it by
   * @param kind such as LoRA, or LoHa
   */
  record LoraCard(String id, String name, String kind, Phrase size, int modules, String hash) {}
}
