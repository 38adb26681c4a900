package dev.lorafoundry.api.model.web;

import dev.lorafoundry.api.model.ModelFolder;
import dev.lorafoundry.api.model.ModelNotFound;
import dev.lorafoundry.api.model.RegisterVae;
import dev.lorafoundry.api.model.RegisteredVae;
import dev.lorafoundry.api.model.Vaes;
import dev.lorafoundry.api.rest.Page;
import dev.lorafoundry.api.rest.Paging;
import dev.lorafoundry.contracts.VaeId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** VAEs of their own files over REST. */
@Tag(name = "VAEs")
@RestController
@RequestMapping("/api/v1/vaes")
final class VaeController {
  private final Vaes vaes;
  private final RegisterVae registration;
  private final ModelFolder folder;

  VaeController(Vaes vaes, RegisterVae registration, ModelFolder folder) {
    this.vaes = vaes;
    this.registration = registration;
    this.folder = folder;
  }

  @Operation(summary = "List VAEs, newest first")
  @GetMapping
  Page<VaeAnswer> list(
      @RequestParam(required = false) @Nullable Integer page,
      @RequestParam(required = false) @Nullable Integer size) {
    Paging paging = Paging.of(page, size);
    return Page.of(vaes.list(paging.offset(), paging.size()), paging, vaes.count())
        .map(VaeAnswer::of);
  }

  @Operation(summary = "Show a VAE")
  @GetMapping("/{id}")
  VaeAnswer show(@PathVariable UUID id) {
    VaeId vae = new VaeId(id);
    return vaes.find(vae).map(VaeAnswer::of).orElseThrow(() -> ModelNotFound.vae(vae));
  }

  @Operation(
      summary = "Register a VAE by upload",
      description =
          "The file of a VAE as .safetensors, or a whole checkpoint, of which the VAE is taken. It"
              + " takes the place of a base model's where a run's setting vae names it, or where"
              + " the base model is used with it.")
  @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  ResponseEntity<VaeAnswer> upload(
      @RequestPart MultipartFile file, @RequestParam(required = false) @Nullable String name)
      throws IOException {
    try (TemporaryFile vae = TemporaryFile.of(file)) {
      return register(vae.path(), String.valueOf(file.getOriginalFilename()), name);
    }
  }

  @Operation(summary = "Register a VAE from the service's folder of models")
  @PostMapping(value = "/import", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<VaeAnswer> importFile(@RequestBody FileImport request) throws IOException {
    String file = request.requiredFile();
    return register(folder.file(file), file, request.name());
  }

  private ResponseEntity<VaeAnswer> register(Path file, String fileName, @Nullable String name)
      throws IOException {
    RegisteredVae registered = registration.register(file, fileName, name);
    return ResponseEntity.created(URI.create("/api/v1/vaes/" + registered.reference().id()))
        .body(VaeAnswer.of(registered));
  }
}
