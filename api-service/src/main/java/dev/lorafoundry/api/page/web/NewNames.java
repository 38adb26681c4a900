package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.project.NameRefused;
import dev.lorafoundry.api.project.NameTaken;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;

/** Tells at the field of a name whether it can be given, by the rules of REST. */
final class NewNames {
  private NewNames() {}

  /**
   * Says what is wrong with a name while somebody writes it; nothing while it is empty.
   *
   * @param check throws if it can't be given
   */
  static String check(String field, String name, Runnable check, Model model) {
    String problem = "";
    if (!name.isEmpty()) {
      try {
        check.run();
      } catch (NameRefused | NameTaken e) {
        problem = String.valueOf(e.getMessage());
      }
    }
    return problems(field, problem, model);
  }

  /** Goes where {@code making} says, or tells at the field why the name can't be given. */
  static String make(
      String field, Supplier<String> making, Model model, HttpServletResponse response) {
    String problem = "";
    try {
      response.setHeader("HX-Redirect", making.get());
    } catch (NameRefused | NameTaken e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      problem = String.valueOf(e.getMessage());
    }
    return problems(field, problem, model);
  }

  private static String problems(String field, String problem, Model model) {
    model.addAttribute("problems", List.of(new FieldProblem(field, problem)));
    return "page/field :: problems(problems=${problems})";
  }
}
