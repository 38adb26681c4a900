package dev.lorafoundry.api.setting.web;

import dev.lorafoundry.api.rest.RequestRefused;
import dev.lorafoundry.api.setting.Catalogue;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Settings over REST. */
@Tag(name = "Settings")
@RestController
@RequestMapping("/api/v1/settings")
final class SettingController {

  @Operation(summary = "List all settings of training, preparation, preview or lora-task")
  @GetMapping("/{catalogue}")
  List<DefinitionAnswer> list(@PathVariable String catalogue) {
    SettingsCatalogue<?> settings =
        Catalogue.named(catalogue)
            .orElseThrow(
                () ->
                    RequestRefused.notFound(
                        "There are no settings of that name: use training, preparation,"
                            + " preview or lora-task."))
            .settings();
    Map<String, Object> defaults = settings.defaults();
    return settings.definitions().stream()
        .map(definition -> DefinitionAnswer.of(definition, defaults.get(definition.name())))
        .toList();
  }
}
