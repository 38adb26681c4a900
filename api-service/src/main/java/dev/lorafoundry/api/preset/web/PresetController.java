package dev.lorafoundry.api.preset.web;

import dev.lorafoundry.api.preset.Preset;
import dev.lorafoundry.api.preset.PresetShelf;
import dev.lorafoundry.api.preset.Presets;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Presets over REST. */
@Tag(name = "Settings")
@RestController
@RequestMapping("/api/v1/presets")
final class PresetController {
  private final Presets presets;
  private final PresetShelf shelf;

  /**
   * A preset to save.
   *
   * @param name 1 to 60 letters, digits, spaces and {@code . _ - + ( )}
   * @param purpose what it is for, at most 300 characters
   * @param settings training settings by name, each with one value; others keep their defaults
   * @param preview settings of the previews by name
   */
  record PresetForm(
      @Nullable String name,
      @Nullable String purpose,
      @Nullable Map<String, @Nullable Object> settings,
      @Nullable Map<String, @Nullable Object> preview) {}

  PresetController(Presets presets, PresetShelf shelf) {
    this.presets = presets;
    this.shelf = shelf;
  }

  @Operation(summary = "List all presets, each with its purpose and its settings")
  @GetMapping
  List<Preset> list() {
    return presets.all();
  }

  @Operation(summary = "Save settings as a preset for everybody")
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  Preset save(@RequestBody PresetForm form) {
    return shelf.save(form.name(), form.purpose(), given(form.settings()), given(form.preview()));
  }

  @Operation(summary = "Remove a preset that somebody saved")
  @DeleteMapping("/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@PathVariable String name) {
    shelf.remove(name);
  }

  /** Null stands for no value, as an empty text does. */
  private static Map<String, Object> given(@Nullable Map<String, @Nullable Object> settings) {
    Map<String, Object> given = new HashMap<>();
    if (settings != null) {
      settings.forEach((name, value) -> given.put(name, value == null ? "" : value));
    }
    return given;
  }
}
