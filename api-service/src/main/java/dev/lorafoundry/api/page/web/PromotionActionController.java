package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.promotion.PromoteCheckpoint;
import dev.lorafoundry.contracts.CheckpointId;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The button that makes a checkpoint its job's result. */
@Hidden
@Controller
final class PromotionActionController {
  private final PromoteCheckpoint promotion;

  PromotionActionController(PromoteCheckpoint promotion) {
    this.promotion = promotion;
  }

  @PostMapping("/checkpoints/{id}/promote")
  ResponseEntity<Void> promote(@PathVariable UUID id) {
    var unused = promotion.promote(new CheckpointId(id));
    return Answers.changed("jobs-changed, previews-changed");
  }
}
