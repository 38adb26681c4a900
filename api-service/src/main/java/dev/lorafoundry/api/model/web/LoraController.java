package dev.lorafoundry.api.model.web;

import dev.lorafoundry.api.model.Loras;
import dev.lorafoundry.api.model.ModelFolder;
import dev.lorafoundry.api.model.ModelNotFound;
import dev.lorafoundry.api.model.RegisterLora;
import dev.lorafoundry.api.model.RegisteredLora;
import dev.lorafoundry.api.rest.Page;
import dev.lorafoundry.api.rest.Paging;
import dev.lorafoundry.contracts.LoraId;
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

/** LoRAs of their own files over REST. */
@Tag(name = "Registered LoRAs")
@RestController
@RequestMapping("/api/v1/loras")
final class LoraController {
  private final Loras loras;
  private final RegisterLora registration;
  private final ModelFolder folder;

  LoraController(Loras loras, RegisterLora registration, ModelFolder folder) {
    this.loras = loras;
    this.registration = registration;
    this.folder = folder;
  }

  @Operation(summary = "List registered LoRAs, newest first")
  @GetMapping
  Page<LoraAnswer> list(
      @RequestParam(required = false) @Nullable Integer page,
      @RequestParam(required = false) @Nullable Integer size) {
    Paging paging = Paging.of(page, size);
    return Page.of(loras.list(paging.offset(), paging.size()), paging, loras.count())
        .map(LoraAnswer::of);
  }

  @Operation(summary = "Show a registered LoRA")
  @GetMapping("/{id}")
  LoraAnswer show(@PathVariable UUID id) {
    LoraId lora = new LoraId(id);
    return loras.find(lora).map(LoraAnswer::of).orElseThrow(() -> ModelNotFound.lora(lora));
  }

  @Operation(
      summary = "Register a LoRA by upload",
      description =
          "A LoRA, LoHa, LoKr or DoRA that was trained elsewhere, as .safetensors in kohya's or"
              + " LyCORIS' names. A run's settings startFrom and mergeBefore name it by its id, as"
              + " they name checkpoints.")
  @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  ResponseEntity<LoraAnswer> upload(
      @RequestPart MultipartFile file, @RequestParam(required = false) @Nullable String name)
      throws IOException {
    try (TemporaryFile lora = TemporaryFile.of(file)) {
      return register(lora.path(), String.valueOf(file.getOriginalFilename()), name);
    }
  }

  @Operation(summary = "Register a LoRA from the service's folder of models")
  @PostMapping(value = "/import", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<LoraAnswer> importFile(@RequestBody FileImport request) throws IOException {
    String file = request.requiredFile();
    return register(folder.file(file), file, request.name());
  }

  private ResponseEntity<LoraAnswer> register(Path file, String fileName, @Nullable String name)
      throws IOException {
    RegisteredLora registered = registration.register(file, fileName, name);
    return ResponseEntity.created(URI.create("/api/v1/loras/" + registered.id()))
        .body(LoraAnswer.of(registered));
  }
}
