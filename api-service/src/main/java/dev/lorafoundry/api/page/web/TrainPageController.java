package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.queue.Priority;
import dev.lorafoundry.api.rest.RequestRefused;
import dev.lorafoundry.api.run.RunRefused;
import dev.lorafoundry.api.run.RunRequest;
import dev.lorafoundry.api.run.RunStarter;
import dev.lorafoundry.api.setting.WrittenArguments;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.SettingProblem;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
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
  private final ModelChoices models;
  private final RunStarter starter;

  TrainPageController(VersionFrames frames, ModelChoices models, RunStarter starter) {
    this.frames = frames;
    this.models = models;
    this.starter = starter;
  }

  @GetMapping("/versions/{id}/train")
  String page(@PathVariable UUID id, Model model) {
    model.addAttribute(
        "view",
        TrainView.of(
            frames.of(id),
            models.all(),
            SettingsFields.TRAINING.fields(),
            SettingsFields.PREVIEW.fields()));
    return "page/train";
  }

  @PostMapping("/versions/{id}/runs/dry-run")
  String plan(
      @PathVariable UUID id, @RequestParam MultiValueMap<String, String> form, Model model) {
    try {
      return answer(PlanView.of(starter.plan(request(id, form))), List.of(), model);
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
      starter.start(request(id, form));
      response.setHeader("HX-Redirect", "/versions/" + id + "/results");
      return answer(PlanView.refused(List.of()), List.of(), model);
    } catch (RunRefused refused) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return refused(refused.problems(), model);
    }
  }

  private static RunRequest request(UUID version, MultiValueMap<String, String> form) {
    return new RunRequest(
        new VersionId(version),
        ModelChoices.chosen(form.getFirst("baseModel")).orElse(ModelChoices.NONE),
        SettingsFields.TRAINING.posted(form),
        SettingsFields.PREVIEW.posted(form),
        "true".equals(form.getFirst("previewAfterTraining")),
        priority(form.getFirst("priority")),
        null,
        WrittenArguments.NONE,
        TogetherField.posted(form.getFirst(TogetherField.NAME)),
        "true".equals(form.getFirst("skipTrained")),
        null,
        null);
  }

  private static Priority priority(@Nullable String chosen) {
    try {
      return Priority.parse(String.valueOf(chosen));
    } catch (IllegalArgumentException e) {
      throw RequestRefused.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private static String refused(List<SettingProblem> problems, Model model) {
    List<FieldProblem> shown =
        problems.stream().map(each -> new FieldProblem(each.setting(), each.message())).toList();
    return answer(PlanView.refused(shown), problems, model);
  }

  private static String answer(PlanView plan, List<SettingProblem> problems, Model model) {
    List<FieldProblem> fields = new ArrayList<>(SettingsFields.TRAINING.problems(problems));
    fields.add(new FieldProblem("baseModel", messageOf("baseModel", problems)));
    fields.add(new FieldProblem(TogetherField.NAME, messageOf(TogetherField.NAME, problems)));
    fields.addAll(SettingsFields.PREVIEW.problems(problems));
    model.addAttribute("plan", plan);
    model.addAttribute("problems", fields);
    return "page/plan-answer :: answer";
  }

  private static String messageOf(String setting, List<SettingProblem> problems) {
    return problems.stream()
        .filter(problem -> problem.setting().equals(setting))
        .map(SettingProblem::message)
        .collect(Collectors.joining(" "));
  }
}
