package dev.lorafoundry.api.access;

import dev.lorafoundry.api.project.NameRefused;
import dev.lorafoundry.api.project.Names;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/** Says who belongs to the team and what they may do. There is always an administrator. */
public final class ChangePeople {
  private static final String FIRST = "admin";

  private final People people;
  private final WaysIn waysIn;
  private final Rights rights;
  private final TransactionOperations transactions;
  private final InstantSource clock;

  ChangePeople(
      People people,
      WaysIn waysIn,
      Rights rights,
      TransactionOperations transactions,
      InstantSource clock) {
    this.people = people;
    this.waysIn = waysIn;
    this.rights = rights;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Adds somebody, who then comes in by a sign-in link.
   *
   * @throws NotAllowed unless an administrator asks
   * @throws NameRefused if nobody can be called so
   * @throws PersonConflict if somebody is
   */
  public Person add(@Nullable String name, Role role) {
    rights.requireEverything();
    Person person = new Person(PersonId.random(), Names.checked(name), role, clock.instant(), null);
    if (!people.add(person)) {
      throw PersonConflict.nameTaken(person.name());
    }
    return person;
  }

  /**
   * @param name absent: as it is
   * @param role absent: as it is
   * @throws NotAllowed unless an administrator asks
   * @throws PersonNotFound if there is no such person
   * @throws PersonConflict if somebody else has the name, or there would be no administrator
   */
  public Person change(PersonId id, @Nullable String name, @Nullable Role role) {
    rights.requireEverything();
    return transactions.execute(
        status -> {
          Person old = present(id);
          Person named = name == null ? old : old.named(Names.checked(name));
          Person changed = role == null ? named : named.as(role);
          if (changed.role() != Role.ADMIN) {
            requireAnother(old);
          }
          if (!people.save(changed)) {
            throw PersonConflict.nameTaken(changed.name());
          }
          return changed;
        });
  }

  /**
   * Lets somebody in no more, and ends all by which they came in; what is theirs stays theirs.
   *
   * @throws NotAllowed unless an administrator asks
   * @throws PersonNotFound if there is no such person
   * @throws PersonConflict if there would be no administrator
   */
  public void remove(PersonId id) {
    rights.requireEverything();
    transactions.executeWithoutResult(
        status -> {
          Person old = present(id);
          requireAnother(old);
          waysIn.end(id);
          var unused = people.save(old.removed(clock.instant()));
        });
  }

  /**
   * Takes a removal back: somebody has their name, role and work again, and comes in by a new
   * sign-in link. Of who is there nothing changes.
   *
   * @throws NotAllowed unless an administrator asks
   * @throws PersonNotFound if there was no such person
   * @throws PersonConflict if somebody has got the name meanwhile
   */
  public Person restore(PersonId id) {
    rights.requireEverything();
    return transactions.execute(
        status -> {
          Person old = locked(id).orElseThrow(() -> new PersonNotFound(id));
          if (!old.isRemoved()) {
            return old;
          }
          waysIn.end(id); // why: whoever came in while the removal was under way
          if (!people.save(old.restored())) {
            throw PersonConflict.nameTaken(old.name());
          }
          return old.restored();
        });
  }

  /** Who was an administrator first of those who are; made if nobody is. */
  Person firstAdministrator() {
    return transactions.execute(
        status ->
            people.lockedAdministrators().stream().findFirst().orElseGet(this::madeAdministrator));
  }

  private Person madeAdministrator() {
    Set<String> taken =
        people.all().stream().map(each -> Names.key(each.name())).collect(Collectors.toSet());
    String name =
        Stream.concat(Stream.of(FIRST), IntStream.iterate(2, i -> i + 1).mapToObj(i -> FIRST + i))
            .filter(each -> !taken.contains(each))
            .findFirst()
            .orElseThrow();
    Person first = new Person(PersonId.random(), name, Role.ADMIN, clock.instant(), null);
    // why: somebody else may have made one at the same time
    return people.add(first) ? first : people.lockedAdministrators().get(0);
  }

  /** To be called in a transaction: until it ends, nobody else changes the administrators. */
  private void requireAnother(Person old) {
    if (old.role() == Role.ADMIN
        && people.lockedAdministrators().stream().allMatch(each -> each.id().equals(old.id()))) {
      throw PersonConflict.lastAdministrator(old.name());
    }
  }

  private Person present(PersonId id) {
    return locked(id)
        .filter(person -> !person.isRemoved())
        .orElseThrow(() -> new PersonNotFound(id));
  }

  /** why: administrators first, so that no two who change one another wait for one another */
  private Optional<Person> locked(PersonId id) {
    var unused = people.lockedAdministrators();
    return people.locked(id);
  }
}
