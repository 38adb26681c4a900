package dev.lorafoundry.api.project;

/** Somebody else has that name already. */
public final class NameTaken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private NameTaken(String message) {
    super(message);
  }

  public static NameTaken byProject(String name) {
    return new NameTaken(
        "There is a project named '%s' already, perhaps in other capitals: choose another name."
            .formatted(name));
  }

  public static NameTaken byConcept(String name) {
    return new NameTaken(
        "The version has a concept named '%s' already, perhaps in other capitals: choose another name."
            .formatted(name));
  }

  public static NameTaken byVersion(String name) {
    return new NameTaken(
        "The project has a version named '%s' already, perhaps in other capitals: choose another name."
            .formatted(name));
  }
}
