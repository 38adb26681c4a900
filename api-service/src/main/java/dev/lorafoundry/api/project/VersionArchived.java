package dev.lorafoundry.api.project;

/** An archived version takes no new jobs. */
public final class VersionArchived extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private VersionArchived(String message) {
    super(message);
  }

  public static VersionArchived itself(String version) {
    return new VersionArchived(
        "The version '%s' is archived and takes no new jobs: take it out of the archive first."
            .formatted(version));
  }

  public static VersionArchived withProject(String project) {
    return new VersionArchived(
        "The project '%s' is archived, so that its versions take no new jobs: take it out of the archive first."
            .formatted(project));
  }
}
