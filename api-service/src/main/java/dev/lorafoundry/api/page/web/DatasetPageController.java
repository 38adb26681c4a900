package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.dataset.ConceptId;
import dev.lorafoundry.api.dataset.PrepareDataset;
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
import org.springframework.web.bind.annotation.ResponseBody;

/** A version's dataset: upload, gallery, preparation. */
@Hidden
@Controller
final class DatasetPageController {
  private final VersionFrames frames;
  private final Datasets datasets;
  private final PrepareDataset preparation;

  DatasetPageController(VersionFrames frames, Datasets datasets, PrepareDataset preparation) {
    this.frames = frames;
    this.datasets = datasets;
    this.preparation = preparation;
  }

  @GetMapping("/versions/{id}/dataset")
  String page(@PathVariable UUID id, Model model) {
    VersionFrame frame = frames.of(id);
    VersionId version = new VersionId(id);
    model.addAttribute(
        "view",
        new DatasetView(
            frame,
            datasets.concepts(version),
            datasets.gallery(version, null),
            datasets.summary(version),
            datasets.preparationFields(version)));
    return "page/dataset";
  }

  @GetMapping("/versions/{id}/pictures")
  String pictures(
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable Integer stretch,
      @RequestParam(required = false) @Nullable UUID of,
      Model model) {
    VersionId version = new VersionId(id);
    ConceptId concept = of == null ? null : new ConceptId(of);
    model.addAttribute(
        "list",
        stretch == null
            ? datasets.gallery(version, concept)
            : datasets.stretch(version, concept, Math.max(0, stretch)));
    return stretch == null
        ? "page/pictures :: list(list=${list})"
        : "page/pictures :: cards(list=${list})";
  }

  /** All of the gallery in its order, also what the browser has not loaded of it. */
  @GetMapping("/versions/{id}/pictures/order")
  @ResponseBody
  List<String> order(@PathVariable UUID id, @RequestParam(required = false) @Nullable UUID of) {
    return datasets.order(new VersionId(id), of == null ? null : new ConceptId(of));
  }

  @GetMapping("/versions/{id}/pictures/outcomes")
  String outcomes(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") List<Integer> stretch,
      @RequestParam(required = false) @Nullable UUID of,
      Model model) {
    ConceptId concept = of == null ? null : new ConceptId(of);
    model.addAttribute("pictures", datasets.outcomes(new VersionId(id), concept, stretch));
    return "page/pictures :: outcomes(pictures=${pictures})";
  }

  @GetMapping("/versions/{id}/concepts")
  String concepts(
      @PathVariable UUID id, @RequestParam(defaultValue = "") String concept, Model model) {
    model.addAttribute("list", datasets.concepts(new VersionId(id), concept));
    return "page/concepts :: changed(list=${list})";
  }

  @GetMapping("/versions/{id}/dataset/summary")
  String summary(@PathVariable UUID id, Model model) {
    model.addAttribute("summary", datasets.summary(new VersionId(id)));
    return "page/summary :: news(summary=${summary})";
  }

  @PostMapping("/versions/{id}/preparations")
  String prepare(
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> form,
      Model model,
      HttpServletResponse response) {
    List<SettingProblem> problems = List.of();
    try {
      var unused = preparation.start(new VersionId(id), SettingsFields.PREPARATION.posted(form));
      response.setHeader("HX-Trigger", "preparation-started");
    } catch (InvalidSettings invalid) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      problems = invalid.problems();
    }
    model.addAttribute("problems", SettingsFields.PREPARATION.problems(problems));
    return "page/field :: problems(problems=${problems})";
  }
}
