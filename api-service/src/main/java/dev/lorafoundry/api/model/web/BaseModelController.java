package dev.lorafoundry.api.model.web;

import dev.lorafoundry.api.model.DefaultVae;
import dev.lorafoundry.api.model.ModelFiles;
import dev.lorafoundry.api.model.ModelFolder;
import dev.lorafoundry.api.model.ModelNotFound;
import dev.lorafoundry.api.model.ModelRegister;
import dev.lorafoundry.api.model.RegisterModel;
import dev.lorafoundry.api.model.RegisteredModel;
import dev.lorafoundry.api.rest.Page;
import dev.lorafoundry.api.rest.Paging;
import dev.lorafoundry.api.rest.RequestRefused;
import dev.lorafoundry.contracts.BaseModelId;
import dev.lorafoundry.contracts.VaeId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Base models over REST. */
@Tag(name = "Base models")
@RestController
@RequestMapping("/api/v1/base-models")
final class BaseModelController {
  private final ModelRegister models;
  private final RegisterModel registration;
  private final ModelFolder folder;
  private final DefaultVae vae;

  BaseModelController(
      ModelRegister models, RegisterModel registration, ModelFolder folder, DefaultVae vae) {
    this.vae = vae;
    this.models = models;
    this.registration = registration;
    this.folder = folder;
  }

  @Operation(summary = "List base models, newest first")
  @GetMapping
  Page<BaseModelAnswer> list(
      @RequestParam(required = false) @Nullable Integer page,
      @RequestParam(required = false) @Nullable Integer size) {
    Paging paging = Paging.of(page, size);
    return Page.of(models.list(paging.offset(), paging.size()), paging, models.count())
        .map(BaseModelAnswer::of);
  }

  @Operation(summary = "Show a base model")
  @GetMapping("/{id}")
  BaseModelAnswer show(@PathVariable UUID id) {
    BaseModelId model = new BaseModelId(id);
    return models
        .registered(model)
        .map(BaseModelAnswer::of)
        .orElseThrow(() -> ModelNotFound.registered(model));
  }

  @Operation(
      summary = "Register a base model by upload",
      description =
          "A single-file checkpoint as .safetensors; its family and sizes are found in it. The same"
              + " file with the same prediction and vocabulary is the same model.")
  @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  ResponseEntity<BaseModelAnswer> upload(
      @RequestPart MultipartFile file,
      @RequestPart(required = false) @Nullable MultipartFile tokenizer,
      @RequestParam(required = false) @Nullable String name,
      @RequestParam(required = false) @Nullable String prediction)
      throws IOException {
    try (TemporaryFile model = TemporaryFile.of(file)) {
      String fileName = String.valueOf(file.getOriginalFilename());
      if (tokenizer == null || tokenizer.isEmpty()) {
        return register(new ModelFiles(model.path(), fileName, null, name, prediction));
      }
      try (TemporaryFile vocabulary = TemporaryFile.of(tokenizer)) {
        return register(
            new ModelFiles(model.path(), fileName, vocabulary.path(), name, prediction));
      }
    }
  }

  @Operation(
      summary = "Say which VAE a base model is used with where a run names none",
      description =
          "Of jobs that come from now on; those that are there keep the one they have. Without vae:"
              + " the one in the model's own file.")
  @PutMapping(value = "/{id}/vae", consumes = MediaType.APPLICATION_JSON_VALUE)
  BaseModelAnswer useVae(@PathVariable UUID id, @RequestBody VaeChoice choice) {
    return BaseModelAnswer.of(
        vae.set(new BaseModelId(id), Optional.ofNullable(choice.vae()).map(VaeId::new)));
  }

  @Operation(summary = "List the files in the service's folder of models")
  @GetMapping("/folder")
  Page<ModelFolder.Entry> folder() throws IOException {
    return Page.whole(folder.list());
  }

  @Operation(summary = "Register a base model from the service's folder of models")
  @PostMapping(value = "/import", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<BaseModelAnswer> importFile(@RequestBody ImportRequest request)
      throws IOException {
    if (request.file() == null) {
      throw RequestRefused.badRequest(
          "file is missing: give the name of a file that /api/v1/base-models/folder lists.");
    }
    Path tokenizer = request.tokenizer() == null ? null : folder.file(request.tokenizer());
    return register(
        new ModelFiles(
            folder.file(request.file()),
            request.file(),
            tokenizer,
            request.name(),
            request.prediction()));
  }

  private ResponseEntity<BaseModelAnswer> register(ModelFiles files) throws IOException {
    RegisteredModel registered = registration.register(files);
    return ResponseEntity.created(
            URI.create("/api/v1/base-models/" + registered.model().reference().id()))
        .body(BaseModelAnswer.of(registered));
  }
}
