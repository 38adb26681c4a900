package dev.lorafoundry.api.dataset.web;

import dev.lorafoundry.api.dataset.Preparation;
import dev.lorafoundry.api.dataset.PreparationNotFound;
import dev.lorafoundry.api.dataset.Preparations;
import dev.lorafoundry.api.dataset.PrepareDataset;
import dev.lorafoundry.api.dataset.TryPreparation;
import dev.lorafoundry.api.rest.Page;
import dev.lorafoundry.api.rest.Paging;
import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.PreparationId;
import dev.lorafoundry.contracts.VersionId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Preparations of datasets over REST. */
@Tag(name = "Preparation")
@RestController
@RequestMapping("/api/v1")
final class PreparationController {
  private final Dataset dataset;
  private final PrepareDataset preparation;
  private final Preparations preparations;
  private final TryPreparation trial;

  PreparationController(
      Dataset dataset,
      PrepareDataset preparation,
      Preparations preparations,
      TryPreparation trial) {
    this.dataset = dataset;
    this.preparation = preparation;
    this.preparations = preparations;
    this.trial = trial;
  }

  /**
   * Asks for a preparation.
   *
   * @param settings settings to change before, by name; absent: as they are
   */
  record NewPreparation(@Nullable Map<String, @Nullable Object> settings) {}

  @Operation(
      summary = "Turn the pictures into training pictures",
      description = "Only pictures that have none of the wanted form are looked at.")
  @PostMapping("/versions/{version}/preparations")
  ResponseEntity<PreparationAnswer> start(
      @PathVariable UUID version, @RequestBody(required = false) @Nullable NewPreparation request) {
    VersionId id = dataset.version(version);
    Preparation started = preparation.start(id, request == null ? null : request.settings());
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/preparations/" + started.id()))
        .body(PreparationAnswer.of(started));
  }

  @Operation(
      summary = "See what settings would make of one picture",
      description =
          "Nothing is stored or changed. Settings that are not named are those of the version. The"
              + " JPEG files are small copies; sizes are those of the training picture.")
  @PostMapping("/pictures/{id}/preparation-trial")
  TrialAnswer attempt(
      @PathVariable UUID id, @RequestBody(required = false) @Nullable NewPreparation request) {
    Map<String, @Nullable Object> settings = request == null ? null : request.settings();
    return TrialAnswer.of(trial.of(new PictureId(id), settings == null ? Map.of() : settings));
  }

  @Operation(summary = "List the preparations of a version, newest first")
  @GetMapping("/versions/{version}/preparations")
  Page<PreparationAnswer> list(
      @PathVariable UUID version,
      @RequestParam(required = false) @Nullable Integer page,
      @RequestParam(required = false) @Nullable Integer size) {
    VersionId id = dataset.version(version);
    Paging paging = Paging.of(page, size);
    return Page.of(
            preparations.list(id, paging.offset(), paging.size()), paging, preparations.count(id))
        .map(PreparationAnswer::of);
  }

  @Operation(summary = "Show a preparation and how far it is")
  @GetMapping("/preparations/{id}")
  PreparationAnswer show(@PathVariable UUID id) {
    PreparationId wanted = new PreparationId(id);
    return preparations
        .find(wanted)
        .map(PreparationAnswer::of)
        .orElseThrow(() -> new PreparationNotFound(wanted));
  }

  @Operation(summary = "Cancel a preparation; what it has done so far stays")
  @PostMapping("/preparations/{id}/cancel")
  PreparationAnswer cancel(@PathVariable UUID id) {
    return PreparationAnswer.of(preparation.cancel(new PreparationId(id)));
  }
}
