package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.dataset.ChangeConcepts;
import dev.lorafoundry.api.dataset.Concept;
import dev.lorafoundry.api.dataset.ConceptId;
import dev.lorafoundry.api.dataset.ConceptInUse;
import dev.lorafoundry.api.dataset.ConceptRefused;
import dev.lorafoundry.api.project.NameRefused;
import dev.lorafoundry.api.project.NameTaken;
import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.VersionId;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What people do with concepts: make and change them, move pictures between them. */
@Hidden
@Controller
final class ConceptPageController {
  private static final String CHANGED = "concepts-changed, pictures-changed";

  private final ChangeConcepts changes;

  ConceptPageController(ChangeConcepts changes) {
    this.changes = changes;
  }

  @PostMapping("/versions/{id}/concepts")
  String add(
      @PathVariable UUID id,
      @ModelAttribute ConceptForm form,
      @RequestParam(defaultValue = "new") String place,
      Model model,
      HttpServletResponse response) {
    // why: a place on the page is none that somebody may name freely
    String told = place.equals("set") ? "set" : "new";
    return told(told, () -> changes.add(new VersionId(id), form.newTerms()), model, response);
  }

  @PutMapping("/concepts/{id}")
  String change(
      @PathVariable UUID id,
      @ModelAttribute ConceptForm form,
      Model model,
      HttpServletResponse response) {
    return told(
        id.toString(), () -> changes.change(new ConceptId(id), form.terms()), model, response);
  }

  @DeleteMapping("/concepts/{id}")
  ResponseEntity<Void> remove(@PathVariable UUID id) {
    changes.remove(new ConceptId(id));
    return Answers.changed(CHANGED);
  }

  @PutMapping("/pictures/{id}/concept")
  ResponseEntity<Void> move(@PathVariable UUID id, @RequestParam UUID concept) {
    changes.move(new ConceptId(concept), List.of(new PictureId(id)));
    return Answers.changed("dataset-changed");
  }

  /**
   * What shows concepts loads them anew where all was well; otherwise the form says what is wrong.
   */
  private static String told(
      String form, Supplier<Concept> change, Model model, HttpServletResponse response) {
    String problem = "";
    try {
      var unused = change.get();
      response.setHeader("HX-Trigger", CHANGED);
    } catch (ConceptRefused | ConceptInUse | NameRefused | NameTaken refused) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      problem = String.valueOf(refused.getMessage());
    }
    model.addAttribute("problems", List.of(new FieldProblem("concept-" + form, problem)));
    return "page/field :: problems(problems=${problems})";
  }
}
