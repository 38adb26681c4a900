package dev.lorafoundry.api.setting.web;

import dev.lorafoundry.api.setting.WrittenArguments;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Says what arguments of sd-scripts mean, while somebody writes them. */
@Tag(name = "Settings")
@RestController
final class ArgumentsController {

  @Operation(summary = "Say which settings arguments of sd-scripts mean, and what is wrong")
  @PostMapping("/api/v1/settings/arguments")
  ArgumentsAnswer translate(@RequestBody ArgumentsBody body) {
    return ArgumentsAnswer.of(WrittenArguments.of(body.arguments(), body.argumentsToml()));
  }
}
