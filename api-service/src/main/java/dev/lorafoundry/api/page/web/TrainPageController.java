package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.run.RunRefused;
import dev.lorafoundry.api.run.RunStarter;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.SettingProblem;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The form of a grid: says at once what it would do, and starts it. */
@Hidden
@Controller
final class TrainPageController {
  private final VersionFrames frames;
  private final PresetChoices presets;
  private final ModelChoices models;
  private final StartChoices starts;
  private final CopiedSettings copied;
  private final Earlier earlier;
  private final RunStarter starter;

  TrainPageController(
      VersionFrames frames,
      PresetChoices presets,
      ModelChoices models,
      StartChoices starts,
      CopiedSettings copied,
      Earlier earlier,
      RunStarter starter) {
    this.frames = frames;
    this.presets = presets;
    this.models = models;
    this.starts = starts;
    this.copied = copied;
    this.earlier = earlier;
    this.starter = starter;
  }

  @GetMapping("/versions/{id}/train")
  String page(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String preset,
      @RequestParam(required = false) @Nullable UUID from,
      Model model) {
    VersionFrame frame = frames.of(id);
    VersionId version = new VersionId(id);
    Optional<Earlier.Found> found = start(version, preset, from).map(earlier::find);
    model.addAttribute(
        "view",
        TrainView.of(
            frame,
            presets.shown(preset),
            new Offered(models.all(), starts.of(version), models.vaes(Optional.empty())),
            found.map(Earlier.Found::request).orElseGet(() -> presets.request(version, preset)),
            found.map(Earlier.Found::origin).orElse(null),
            earlier.last(version).orElse(null)));
    return "page/train";
  }

  /** The job or run that the form begins with: the one asked for, or what a copy was made of. */
  private Optional<UUID> start(VersionId version, String preset, @Nullable UUID from) {
    if (from != null || !preset.isEmpty()) {
      return Optional.ofNullable(from);
    }
    return copied.of(version).map(RunId::value);
  }

  @PostMapping("/versions/{id}/runs/dry-run")
  String plan(
      @PathVariable UUID id, @RequestParam MultiValueMap<String, String> form, Model model) {
    try {
      model.addAttribute("judged", ArgumentFields.judged(form));
      return answer(PlanView.of(starter.plan(TrainForm.request(id, form))), List.of(), model);
    } catch (RunRefused refused) {
      return refused(refused.problems(), model);
    }
  }

  @PostMapping("/versions/{id}/runs")
  String start(
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> form,
      Model model,
      HttpServletResponse response) {
    try {
      starter.start(TrainForm.request(id, form));
      response.setHeader("HX-Redirect", "/versions/" + id + "/results");
      return answer(PlanView.refused(List.of()), List.of(), model);
    } catch (RunRefused refused) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return refused(refused.problems(), model);
    }
  }

  private static String refused(List<SettingProblem> problems, Model model) {
    return answer(PlanView.refused(TrainForm.listed(problems)), problems, model);
  }

  private static String answer(PlanView plan, List<SettingProblem> problems, Model model) {
    model.addAttribute("plan", plan);
    model.addAttribute("problems", TrainForm.problems(problems));
    return "page/plan-answer :: answer";
  }
}
