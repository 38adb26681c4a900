package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.loratask.LoraTaskDesk;
import dev.lorafoundry.api.loratask.LoraTaskForm;
import dev.lorafoundry.api.project.Version;
import dev.lorafoundry.api.project.VersionNotFound;
import dev.lorafoundry.api.project.Versions;
import dev.lorafoundry.contracts.LoraTaskId;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.InvalidSettings;
import dev.lorafoundry.contracts.settings.SettingProblem;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** LoRAs that are to be made of others: asked for, looked at and cancelled. */
@Hidden
@Controller
final class LoraPageController {
  private static final String CHANGED = "loras-changed";

  private final Versions versions;
  private final MadeLoras loras;
  private final LoraTaskDesk desk;

  LoraPageController(Versions versions, MadeLoras loras, LoraTaskDesk desk) {
    this.versions = versions;
    this.loras = loras;
    this.desk = desk;
  }

  @GetMapping("/versions/{id}/loras")
  String list(@PathVariable UUID id, Model model) {
    model.addAttribute("list", loras.list(new VersionId(id)));
    return "page/loras :: list(list=${list})";
  }

  @PostMapping("/versions/{id}/loras")
  String ask(
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> form,
      Model model,
      HttpServletResponse response) {
    VersionId version = version(id);
    List<SettingProblem> problems = List.of();
    try {
      var unused = desk.ask(version, LoraForm.request(form));
      response.setHeader("HX-Trigger", CHANGED);
    } catch (InvalidSettings refused) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      problems = refused.problems();
    }
    model.addAttribute("problems", LoraForm.problems(problems));
    return "page/field :: problems(problems=${problems})";
  }

  /** Another row to choose a source in. */
  @GetMapping("/versions/{id}/loras/row")
  String row(@PathVariable UUID id, @RequestParam int number, Model model) {
    int shown = Math.max(0, Math.min(LoraTaskForm.MOST_SOURCES - 1, number));
    model.addAttribute("sources", loras.sources(new VersionId(id), shown, List.of("")));
    return "page/loras :: rows(sources=${sources})";
  }

  /** What there is to choose by now, in the rows that the page has. */
  @GetMapping("/versions/{id}/loras/choices")
  String choices(
      @PathVariable UUID id, @RequestParam MultiValueMap<String, String> form, Model model) {
    List<String> chosen = form.getOrDefault(LoraForm.SOURCE, List.of());
    model.addAttribute("sources", loras.sources(new VersionId(id), 0, chosen));
    return "page/loras :: choices(sources=${sources})";
  }

  @PostMapping("/loras/{id}/cancel")
  ResponseEntity<Void> cancel(@PathVariable UUID id) {
    var unused = desk.cancel(new LoraTaskId(id), "Somebody asked for it on the page.");
    return Answers.changed(CHANGED);
  }

  private VersionId version(UUID id) {
    VersionId version = new VersionId(id);
    return versions.find(version).map(Version::id).orElseThrow(() -> new VersionNotFound(version));
  }
}
