package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.access.Asker;
import dev.lorafoundry.api.access.ChangePeople;
import dev.lorafoundry.api.access.People;
import dev.lorafoundry.api.access.PersonId;
import dev.lorafoundry.api.access.PersonNotFound;
import dev.lorafoundry.api.access.Rights;
import dev.lorafoundry.api.access.Role;
import dev.lorafoundry.api.access.SignIn;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Who belongs to the team: for administrators. */
@Hidden
@Controller
final class PeoplePageController {
  private static final String CHANGED = "people-changed";

  private final People people;
  private final ChangePeople changes;
  private final SignIn signIn;
  private final Asker asker;
  private final Rights rights;

  PeoplePageController(
      People people, ChangePeople changes, SignIn signIn, Asker asker, Rights rights) {
    this.people = people;
    this.changes = changes;
    this.signIn = signIn;
    this.asker = asker;
    this.rights = rights;
  }

  @GetMapping("/people")
  String page(Model model) {
    model.addAttribute("view", view());
    return "page/people";
  }

  @GetMapping("/people/list")
  String list(Model model) {
    model.addAttribute("view", view());
    return "page/people :: list(view=${view})";
  }

  private PeopleView view() {
    rights.requireEverything();
    return PeopleView.of(people.all(), people.removed(People.MOST_REMOVED), asker.personId());
  }

  @PostMapping("/people")
  ResponseEntity<Void> add(@RequestParam String name, @RequestParam String role) {
    var unused = changes.add(name.strip(), Role.parse(role));
    return Answers.changed(CHANGED);
  }

  @PostMapping("/people/{id}/name")
  ResponseEntity<Void> rename(@PathVariable UUID id, @RequestParam String name) {
    var unused = changes.change(new PersonId(id), name.strip(), null);
    return Answers.changed(CHANGED);
  }

  @PostMapping("/people/{id}/role")
  ResponseEntity<Void> giveRole(@PathVariable UUID id, @RequestParam String role) {
    var unused = changes.change(new PersonId(id), null, Role.parse(role));
    return Answers.changed(CHANGED);
  }

  /** The link is told once, to whoever asked for it. */
  @PostMapping("/people/{id}/links")
  String link(@PathVariable UUID id, Model model) {
    SignIn.Pass pass = signIn.issueLink(new PersonId(id));
    String here = ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
    model.addAttribute("id", id.toString());
    model.addAttribute("url", signIn.address(pass, here).toString());
    model.addAttribute("until", Moment.of(pass.expiresAt()));
    return "page/people :: link(id=${id},url=${url},until=${until})";
  }

  /** Answers with the offer to take it back. */
  @DeleteMapping("/people/{id}")
  String remove(@PathVariable UUID id, Model model, HttpServletResponse response) {
    PersonId person = new PersonId(id);
    changes.remove(person);
    response.setHeader("HX-Trigger", CHANGED);
    model.addAttribute("id", id.toString());
    model.addAttribute(
        "name", people.find(person).orElseThrow(() -> new PersonNotFound(person)).name());
    return "page/people :: removed(id=${id},name=${name})";
  }

  /** In place of that offer there is nothing then. */
  @PostMapping("/people/{id}/restore")
  ResponseEntity<Void> restore(@PathVariable UUID id) {
    var unused = changes.restore(new PersonId(id));
    return ResponseEntity.ok().header("HX-Trigger", CHANGED).build();
  }
}
