package dev.lorafoundry.api.page.web;

import java.util.List;

/** The registered base models, and how to add one. */
record ModelsView(List<ModelCard> models, List<String> folder, List<Field> fields) {
  ModelsView {
    models = List.copyOf(models);
    folder = List.copyOf(folder);
    fields = List.copyOf(fields);
  }

  record ModelCard(
      String name, String family, String prediction, String size, int largestRank, String hash) {}
}
