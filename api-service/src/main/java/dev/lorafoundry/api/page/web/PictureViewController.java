package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.dataset.PreparationTrial;
import dev.lorafoundry.api.dataset.TrialRefused;
import dev.lorafoundry.api.dataset.TryPreparation;
import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.InvalidSettings;
import dev.lorafoundry.contracts.settings.SettingProblem;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
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

/** One picture, large: beside what came of it, or what settings would make of it. */
@Hidden
@Controller
final class PictureViewController {
  private final Datasets datasets;
  private final TryPreparation trial;

  PictureViewController(Datasets datasets, TryPreparation trial) {
    this.datasets = datasets;
    this.trial = trial;
  }

  @GetMapping("/pictures/{id}/view")
  String large(@PathVariable UUID id, Model model) {
    model.addAttribute("large", datasets.large(new PictureId(id)));
    return "page/picture :: large(large=${large})";
  }

  /** The pictures to try settings on. */
  @GetMapping("/versions/{id}/preparation-trial")
  String pictures(
      @PathVariable UUID id, @RequestParam(required = false) @Nullable UUID picture, Model model) {
    model.addAttribute(
        "pictures",
        datasets.offered(new VersionId(id), picture == null ? null : new PictureId(picture)));
    model.addAttribute("chosen", String.valueOf(picture));
    return "page/picture :: trying(pictures=${pictures}, chosen=${chosen})";
  }

  /** With all that is wrong with the fields, so that what is typed is judged at once. */
  @PostMapping("/preparation-trials")
  String attempt(
      @RequestParam UUID picture,
      @RequestParam MultiValueMap<String, String> form,
      Model model,
      HttpServletResponse response) {
    List<SettingProblem> problems = List.of();
    try {
      PreparationTrial made =
          trial.of(new PictureId(picture), SettingsFields.PREPARATION.posted(form));
      model.addAttribute("trial", TrialView.of(picture.toString(), made));
    } catch (InvalidSettings invalid) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      problems = invalid.problems();
    } catch (TrialRefused refused) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      model.addAttribute("refusal", String.valueOf(refused.getMessage()));
    }
    model.addAttribute("problems", SettingsFields.PREPARATION.problems(problems));
    return "page/picture :: trial(trial=${trial}, refusal=${refusal}, problems=${problems})";
  }
}
