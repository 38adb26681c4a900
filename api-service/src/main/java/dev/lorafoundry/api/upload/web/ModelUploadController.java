package dev.lorafoundry.api.upload.web;

import dev.lorafoundry.api.model.ModelFiles;
import dev.lorafoundry.api.model.RegisterLora;
import dev.lorafoundry.api.model.RegisterModel;
import dev.lorafoundry.api.model.RegisterVae;
import dev.lorafoundry.api.rest.Page;
import dev.lorafoundry.api.upload.ReceiveUploads;
import dev.lorafoundry.api.upload.Upload;
import dev.lorafoundry.api.upload.Upload.Models;
import dev.lorafoundry.api.upload.UploadId;
import dev.lorafoundry.api.upload.UseUpload;
import dev.lorafoundry.contracts.BaseModelReference;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Files of models that come in parts, by the protocol tus 1.0, and what is made of them. */
@Tag(name = "Uploads")
@RestController
@RequestMapping("/api/v1")
final class ModelUploadController {
  private final ReceiveUploads receiving;
  private final UseUpload use;
  private final RegisterModel models;
  private final RegisterVae vaes;
  private final RegisterLora loras;
  private final InstantSource clock;

  ModelUploadController(
      ReceiveUploads receiving,
      UseUpload use,
      RegisterModel models,
      RegisterVae vaes,
      RegisterLora loras,
      InstantSource clock) {
    this.receiving = receiving;
    this.use = use;
    this.models = models;
    this.vaes = vaes;
    this.loras = loras;
    this.clock = clock;
  }

  /** What was made; its own address shows the rest. */
  record Made(UUID id, String name) {
    private ResponseEntity<Made> at(String list) {
      return ResponseEntity.created(URI.create("/api/v1/" + list + "/" + id)).body(this);
    }
  }

  @Operation(summary = "Ask what of the protocol tus is understood for models")
  @RequestMapping(path = "/model-uploads", method = RequestMethod.OPTIONS)
  ResponseEntity<Void> abilities() {
    return Tus.abilities(receiving.maxModelBytes());
  }

  @Operation(
      summary = "Begin to upload a base model, a VAE or a LoRA in parts",
      description =
          "By tus 1.0, as pictures are. Send the parts to the address that is answered, then post to"
              + " its '/base-model', '/vae' or '/lora'.")
  @PostMapping("/model-uploads")
  ResponseEntity<UploadAnswer> begin(
      @Parameter(required = true) @RequestHeader(name = Tus.LENGTH, required = false)
          @Nullable Long length,
      @Parameter(required = true) @RequestHeader(name = Tus.METADATA, required = false)
          @Nullable String metadata,
      @RequestHeader(name = Tus.RESUMABLE, required = false) @Nullable String protocol,
      Principal caller) {
    Upload upload =
        receiving.begin(caller.getName(), new Models(), Tus.file(protocol, length, metadata));
    return Tus.begun(upload, answer(upload));
  }

  @Operation(summary = "List the uploads of models that you have begun and not ended")
  @GetMapping("/model-uploads")
  Page<UploadAnswer> open(Principal caller) {
    return Page.whole(receiving.openModels(caller.getName()).stream().map(this::answer).toList());
  }

  @Operation(
      summary = "Make a base model of a complete upload",
      description = "As if it had been uploaded at once.")
  @PostMapping(path = "/uploads/{id}/base-model", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  ResponseEntity<Made> makeModel(
      @PathVariable UUID id,
      @RequestPart(required = false) @Nullable MultipartFile tokenizer,
      @RequestParam(required = false) @Nullable String name,
      @RequestParam(required = false) @Nullable String prediction,
      Principal caller)
      throws IOException {
    Upload upload = find(id, caller);
    if (tokenizer == null || tokenizer.isEmpty()) {
      return model(upload, null, name, prediction);
    }
    Path vocabulary = Files.createTempFile("lora-foundry-upload-", ".tokenizer.json");
    try {
      tokenizer.transferTo(vocabulary);
      return model(upload, vocabulary, name, prediction);
    } finally {
      Files.deleteIfExists(vocabulary);
    }
  }

  private ResponseEntity<Made> model(
      Upload upload, @Nullable Path vocabulary, @Nullable String name, @Nullable String prediction)
      throws IOException {
    String file = upload.file().name();
    BaseModelReference made =
        use.use(
                upload,
                whole -> models.register(new ModelFiles(whole, file, vocabulary, name, prediction)))
            .model()
            .reference();
    return new Made(made.id().value(), made.name()).at("base-models");
  }

  @Operation(
      summary = "Make a VAE of a complete upload",
      description = "As if it had been uploaded at once.")
  @PostMapping("/uploads/{id}/vae")
  ResponseEntity<Made> makeVae(
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable String name,
      Principal caller)
      throws IOException {
    Upload upload = find(id, caller);
    var made = use.use(upload, whole -> vaes.register(whole, upload.file().name(), name));
    return new Made(made.reference().id().value(), made.reference().name()).at("vaes");
  }

  @Operation(
      summary = "Take a complete upload in as a LoRA that was trained elsewhere",
      description = "As if it had been uploaded at once.")
  @PostMapping("/uploads/{id}/lora")
  ResponseEntity<Made> makeLora(
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable String name,
      Principal caller)
      throws IOException {
    Upload upload = find(id, caller);
    var made = use.use(upload, whole -> loras.register(whole, upload.file().name(), name));
    return new Made(made.id().value(), made.name()).at("loras");
  }

  private Upload find(UUID id, Principal caller) {
    return receiving.find(new UploadId(id), caller.getName());
  }

  private UploadAnswer answer(Upload upload) {
    return UploadAnswer.of(upload, clock.instant());
  }
}
