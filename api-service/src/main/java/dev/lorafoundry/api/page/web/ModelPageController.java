package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.model.ModelFiles;
import dev.lorafoundry.api.model.ModelFolder;
import dev.lorafoundry.api.model.ModelNotFound;
import dev.lorafoundry.api.model.ModelRegister;
import dev.lorafoundry.api.model.RegisterModel;
import dev.lorafoundry.api.model.RegisteredModel;
import dev.lorafoundry.api.page.web.ModelsView.ModelCard;
import dev.lorafoundry.contracts.BaseModelId;
import dev.lorafoundry.contracts.BaseModelReference;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.VaeId;
import dev.lorafoundry.contracts.VaeReference;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Base models: the list, and how to add one. Uploads go to the REST API. */
@Hidden
@Controller
final class ModelPageController {
  private static final int MOST_SHOWN = 200;
  private static final String EXTENSION = ".safetensors";

  private final ModelRegister models;
  private final RegisterModel registration;
  private final ModelFolder folder;
  private final ModelChoices choices;
  private final VaeShelf vaes;
  private final LoraShelf loras;

  ModelPageController(
      ModelRegister models,
      RegisterModel registration,
      ModelFolder folder,
      ModelChoices choices,
      VaeShelf vaes,
      LoraShelf loras) {
    this.models = models;
    this.registration = registration;
    this.folder = folder;
    this.choices = choices;
    this.vaes = vaes;
    this.loras = loras;
  }

  @GetMapping("/models")
  String page(Model model) throws IOException {
    model.addAttribute(
        "view",
        new ModelsView(
            models.list(0, MOST_SHOWN).stream().map(this::card).toList(),
            vaes.cards(MOST_SHOWN),
            loras.cards(MOST_SHOWN),
            folder.list().stream().map(ModelFolder.Entry::file).toList(),
            fields()));
    return "page/models";
  }

  /** Registers a file of the folder, with its vocabulary if that lies beside it. */
  @PostMapping("/models/import")
  ResponseEntity<Void> importFile(@RequestParam String file) throws IOException {
    registration.register(
        new ModelFiles(folder.file(file), file, vocabularyBeside(file), null, null));
    return ResponseEntity.noContent().headers(Answers.goTo("/models")).build();
  }

  /** Registers a file of the folder as a VAE. */
  @PostMapping("/models/import-vae")
  ResponseEntity<Void> importVae(@RequestParam String file) throws IOException {
    vaes.register(folder.file(file), file);
    return ResponseEntity.noContent().headers(Answers.goTo("/models")).build();
  }

  /** Registers a file of the folder as a LoRA. */
  @PostMapping("/models/import-lora")
  ResponseEntity<Void> importLora(@RequestParam String file) throws IOException {
    loras.register(folder.file(file), file);
    return ResponseEntity.noContent().headers(Answers.goTo("/models")).build();
  }

  /** Uses a base model with a VAE where a run names none; with its own where none is given. */
  @PostMapping("/models/{id}/vae")
  ResponseEntity<Void> useVae(
      @PathVariable UUID id, @RequestParam(required = false) @Nullable UUID vae) {
    vaes.use(new BaseModelId(id), Optional.ofNullable(vae).map(VaeId::new));
    return ResponseEntity.noContent().headers(Answers.goTo("/models")).build();
  }

  private @Nullable Path vocabularyBeside(String file) {
    String stem =
        file.endsWith(EXTENSION) ? file.substring(0, file.length() - EXTENSION.length()) : file;
    try {
      return folder.file(stem + ".tokenizer.json");
    } catch (ModelNotFound e) {
      // why: most models use CLIP's vocabulary and bring none
      return null;
    }
  }

  private ModelCard card(RegisteredModel registered) {
    BaseModelReference reference = registered.model().reference();
    return new ModelCard(
        reference.id().toString(),
        reference.name(),
        reference.family().toString(),
        reference.prediction() == PredictionType.V
            ? Phrase.of("models.v")
            : Phrase.of("models.noise"),
        Words.bytes(reference.bytes()),
        registered.model().largestRank(),
        reference.sha256().substring(0, 12),
        vaes(Optional.ofNullable(reference.vae()).map(VaeReference::id)));
  }

  private List<Field.Option> vaes(Optional<VaeId> chosen) {
    List<Field.Option> options = new ArrayList<>();
    options.add(new Field.Option("", Phrase.of("models.vae-own"), chosen.isEmpty()));
    options.addAll(choices.vaes(chosen));
    return options;
  }

  private static List<Field> fields() {
    return List.of(
        Field.text("name", Phrase.of("models.name"), "", Phrase.of("models.name-help")),
        Field.choice(
            "prediction",
            Phrase.of("models.predicts"),
            List.of(
                new Field.Option("", Phrase.of("models.predicts-usual"), true),
                new Field.Option("epsilon", Phrase.of("models.noise"), false),
                new Field.Option("v", Phrase.of("models.v"), false)),
            Phrase.of("models.predicts-help")));
  }
}
