package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.model.ModelRegister;
import dev.lorafoundry.contracts.BaseModelReference;
import java.util.ArrayList;
import java.util.List;

/** The base models that a run may choose from. */
final class ModelChoices {
  private static final int MOST_SHOWN = 500;

  private final ModelRegister models;

  ModelChoices(ModelRegister models) {
    this.models = models;
  }

  /** All of them; the newest is chosen. */
  List<Field.Option> all() {
    List<Field.Option> options = new ArrayList<>();
    for (var registered : models.list(0, MOST_SHOWN)) {
      BaseModelReference reference = registered.model().reference();
      options.add(
          new Field.Option(
              reference.id().toString(),
              "%s (%s, %s)"
                  .formatted(reference.name(), reference.family(), Words.bytes(reference.bytes())),
              options.isEmpty()));
    }
    return options;
  }
}
