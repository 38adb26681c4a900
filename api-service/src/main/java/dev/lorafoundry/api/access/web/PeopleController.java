package dev.lorafoundry.api.access.web;

import dev.lorafoundry.api.access.Asker;
import dev.lorafoundry.api.access.ChangePeople;
import dev.lorafoundry.api.access.NobodyAsks;
import dev.lorafoundry.api.access.People;
import dev.lorafoundry.api.access.Person;
import dev.lorafoundry.api.access.PersonId;
import dev.lorafoundry.api.access.Role;
import dev.lorafoundry.api.rest.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who belongs to the team, and what they may do. */
@Tag(name = "Access")
@RestController
@RequestMapping("/api/v1/people")
final class PeopleController {

  private final People people;
  private final ChangePeople changes;
  private final Asker asker;

  PeopleController(People people, ChangePeople changes, Asker asker) {
    this.people = people;
    this.changes = changes;
    this.asker = asker;
  }

  /**
   * Somebody of the team.
   *
   * @param role viewer, member or admin
   * @param removedAt absent: not removed
   */
  record PersonView(
      UUID id, String name, String role, Instant createdAt, @Nullable Instant removedAt) {
    static PersonView of(Person person) {
      return new PersonView(
          person.id().value(),
          person.name(),
          person.role().label(),
          person.createdAt(),
          person.removedAt());
    }
  }

  /**
   * What somebody is to be.
   *
   * @param name absent: as it is; of a new person it must be given
   * @param role viewer, member or admin; absent: as it is, of a new person member
   */
  record PersonBody(
      @Nullable String name,
      @Schema(allowableValues = {"viewer", "member", "admin"}) @Nullable String role) {}

  @Operation(
      summary = "List everybody of the team by name",
      description = "With removed=true those who were removed last, newest first, at most 100.")
  @GetMapping
  Page<PersonView> list(@RequestParam(defaultValue = "false") boolean removed) {
    List<Person> found = removed ? people.removed(People.MOST_REMOVED) : people.all();
    return Page.whole(found.stream().map(PersonView::of).toList());
  }

  @Operation(summary = "Show who sends this request")
  @GetMapping("/me")
  PersonView me() {
    return PersonView.of(asker.person().orElseThrow(NobodyAsks::new));
  }

  @Operation(
      summary = "Add somebody, who then comes in by a sign-in link",
      description =
          "For administrators. Viewers see everything and change nothing. Members make and train,"
              + " and control what they started. Administrators control everybody's work, and say"
              + " who may come in.")
  @PostMapping
  ResponseEntity<PersonView> add(@RequestBody PersonBody body) {
    Role role = body.role() == null ? Role.MEMBER : Role.parse(body.role());
    PersonView added = PersonView.of(changes.add(body.name(), role));
    return ResponseEntity.created(URI.create("/api/v1/people/" + added.id())).body(added);
  }

  @Operation(summary = "Give somebody another name or role", description = "For administrators.")
  @PatchMapping("/{id}")
  PersonView change(@PathVariable UUID id, @RequestBody PersonBody body) {
    Role role = body.role() == null ? null : Role.parse(body.role());
    return PersonView.of(changes.change(new PersonId(id), body.name(), role));
  }

  @Operation(
      summary = "Remove somebody",
      description =
          "For administrators. Sessions and tokens of theirs end at once and for good; what is"
              + " theirs goes on, and administrators control it. It can be taken back by restore.")
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@PathVariable UUID id) {
    changes.remove(new PersonId(id));
  }

  @Operation(
      summary = "Take the removal of somebody back",
      description =
          "For administrators. They have their name, role and work again, and come in by a new"
              + " sign-in link.")
  @PostMapping("/{id}/restore")
  PersonView restore(@PathVariable UUID id) {
    return PersonView.of(changes.restore(new PersonId(id)));
  }
}
