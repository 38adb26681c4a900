package dev.lorafoundry.api.access;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who asks for what is done now: a person, or a program with a token. Nobody does where the service
 * acts by itself or a worker reports.
 */
public final class Asker {
  private final Supplier<Optional<Caller>> callers;

  /**
   * @param callers who sent the request that the thread serves
   */
  public Asker(Supplier<Optional<Caller>> callers) {
    this.callers = callers;
  }

  public Optional<Caller> caller() {
    return callers.get().filter(Caller::isOfPeople);
  }

  /** The person who asks; empty also for a token that is nobody's. */
  public Optional<Person> person() {
    return caller().flatMap(caller -> Optional.ofNullable(caller.person()));
  }

  public Optional<PersonId> personId() {
    return person().map(Person::id);
  }
}
