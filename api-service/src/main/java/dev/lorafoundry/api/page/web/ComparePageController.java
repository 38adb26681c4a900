package dev.lorafoundry.api.page.web;

import dev.lorafoundry.contracts.VersionId;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** A version's pictures side by side: checkpoints by what they were rendered with, live. */
@Hidden
@Controller
final class ComparePageController {
  private final VersionFrames frames;
  private final CompareBoard board;

  ComparePageController(VersionFrames frames, CompareBoard board) {
    this.frames = frames;
    this.board = board;
  }

  @GetMapping("/versions/{id}/compare")
  String page(
      @PathVariable UUID id, @RequestParam MultiValueMap<String, String> address, Model model) {
    VersionFrame frame = frames.of(id); // why: before anything is read
    CompareTable table = board.look(new VersionId(id), CompareChoice.of(address));
    model.addAttribute("view", CompareView.of(frame, table));
    return "page/compare";
  }

  @GetMapping("/versions/{id}/compare/table")
  String table(
      @PathVariable UUID id, @RequestParam MultiValueMap<String, String> address, Model model) {
    model.addAttribute("table", board.look(new VersionId(id), CompareChoice.of(address)));
    return "page/compare :: table(table=${table})";
  }
}
