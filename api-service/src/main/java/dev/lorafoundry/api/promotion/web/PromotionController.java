package dev.lorafoundry.api.promotion.web;

import dev.lorafoundry.api.checkpoint.CheckpointView;
import dev.lorafoundry.api.promotion.PromoteCheckpoint;
import dev.lorafoundry.contracts.CheckpointId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Makes checkpoints results. */
@Tag(name = "Checkpoints")
@RestController
final class PromotionController {
  private final PromoteCheckpoint promotion;

  PromotionController(PromoteCheckpoint promotion) {
    this.promotion = promotion;
  }

  /** The job is done then, and cannot be tried again. */
  @Operation(
      summary = "Make a checkpoint of a failed or cancelled job its result",
      description =
          "The job is done with it: the file is its last one and has the name of that, and a"
              + " preview is rendered where the run wants previews. The job can't be tried again."
              + " 409 where the job has not failed and was not cancelled, or the file is gone.")
  @PostMapping("/api/v1/checkpoints/{id}/promote")
  CheckpointView promote(@PathVariable UUID id) {
    return CheckpointView.of(promotion.promote(new CheckpointId(id)));
  }
}
