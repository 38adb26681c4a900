package dev.lorafoundry.api.preset.web;

import dev.lorafoundry.api.preset.Preset;
import dev.lorafoundry.api.preset.Presets;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Presets over REST. */
@Tag(name = "Settings")
@RestController
final class PresetController {
  private final Presets presets;

  PresetController(Presets presets) {
    this.presets = presets;
  }

  @Operation(summary = "List all presets, each with its purpose and its settings")
  @GetMapping("/api/v1/presets")
  List<Preset> list() {
    return presets.all();
  }
}
