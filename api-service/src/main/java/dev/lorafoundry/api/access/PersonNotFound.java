package dev.lorafoundry.api.access;

/** There is no such person, or not any more. */
public final class PersonNotFound extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PersonNotFound(PersonId id) {
    super("There is no person " + id + ", or not any more: GET /api/v1/people lists everybody.");
  }
}
