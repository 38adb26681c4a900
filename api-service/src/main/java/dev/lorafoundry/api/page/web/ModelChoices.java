package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.model.ModelRegister;
import dev.lorafoundry.api.rest.RequestRefused;
import dev.lorafoundry.contracts.BaseModelId;
import dev.lorafoundry.contracts.BaseModelReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The base models that a run may choose from. */
final class ModelChoices {
  /** No model has this id: whoever chooses none is told so with everything else that is wrong. */
  static final BaseModelId NONE = new BaseModelId(new UUID(0, 0));

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

  /** What a form chose; empty if it chose none. */
  static Optional<BaseModelId> chosen(@Nullable String value) {
    if (value == null || value.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(BaseModelId.parse(value));
    } catch (IllegalArgumentException e) {
      throw RequestRefused.badRequest("'" + value + "' is no base model: choose one of the list.");
    }
  }
}
