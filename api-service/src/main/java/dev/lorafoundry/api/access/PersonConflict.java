package dev.lorafoundry.api.access;

/** What was asked for would leave the team without an administrator, or two with one name. */
public final class PersonConflict extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private PersonConflict(String message) {
    super(message);
  }

  static PersonConflict nameTaken(String name) {
    return new PersonConflict(
        "Somebody is called '%s' already: give another name, capitals make no difference."
            .formatted(name));
  }

  static PersonConflict lastAdministrator(String name) {
    return new PersonConflict(
        "%s is the last administrator: make somebody else one first.".formatted(name));
  }
}
