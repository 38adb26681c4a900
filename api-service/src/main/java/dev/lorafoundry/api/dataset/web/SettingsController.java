package dev.lorafoundry.api.dataset.web;

import dev.lorafoundry.api.dataset.PreparationPlans;
import dev.lorafoundry.api.dataset.SettingsEdition;
import dev.lorafoundry.api.dataset.Snapshots;
import dev.lorafoundry.api.rest.Edition;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Preparation settings of a version, and what its dataset amounts to, over REST. */
@Tag(name = "Preparation")
@RestController
@RequestMapping("/api/v1/versions/{version}")
final class SettingsController {
  private final Dataset dataset;
  private final PreparationPlans plans;
  private final Snapshots snapshots;

  SettingsController(Dataset dataset, PreparationPlans plans, Snapshots snapshots) {
    this.dataset = dataset;
    this.plans = plans;
    this.snapshots = snapshots;
  }

  @Operation(summary = "Show what the dataset amounts to, and what is wrong with it")
  @GetMapping("/dataset")
  SummaryAnswer summary(@PathVariable UUID version) {
    return SummaryAnswer.of(snapshots.summary(dataset.version(version)));
  }

  @Operation(summary = "Read the preparation settings; their ETag names their state")
  @GetMapping("/preparation-settings")
  ResponseEntity<Map<String, Object>> read(@PathVariable UUID version) {
    return answer(plans.of(dataset.version(version)));
  }

  @Operation(
      summary = "Change the preparation settings",
      description =
          "Settings by name; what is not named gets its default. With If-Match nothing changes if"
              + " somebody else changed them in the meantime.")
  @PutMapping("/preparation-settings")
  ResponseEntity<Map<String, Object>> change(
      @PathVariable UUID version,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody Map<String, @Nullable Object> request) {
    VersionId id = dataset.version(version);
    SettingsEdition present = plans.of(id);
    new Edition(present.edition()).requireMatch(ifMatch);
    SettingsEdition changed = present.changedTo(SettingsCatalogue.PREPARATION.read(request));
    if (!plans.change(id, changed)) {
      throw Edition.changedMeanwhile();
    }
    return answer(changed);
  }

  private static ResponseEntity<Map<String, Object>> answer(SettingsEdition edition) {
    return ResponseEntity.ok()
        .eTag(new Edition(edition.edition()).etag())
        .body(SettingsCatalogue.PREPARATION.valuesOf(edition.settings()));
  }
}
