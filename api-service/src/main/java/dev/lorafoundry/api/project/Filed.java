package dev.lorafoundry.api.project;

import dev.lorafoundry.contracts.ProjectId;
import dev.lorafoundry.contracts.VersionId;
import java.util.Locale;
import java.util.UUID;

/** A project or a version: what is archived, deleted and taken back. */
public record Filed(Kind kind, UUID id) {
  /** What it is. */
  public enum Kind {
    PROJECT,
    VERSION;

    /** How people say it, behind "the". */
    public String words() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static Filed of(ProjectId id) {
    return new Filed(Kind.PROJECT, id.value());
  }

  public static Filed of(VersionId id) {
    return new Filed(Kind.VERSION, id.value());
  }

  /** Nobody has it, or it is deleted for good. */
  RuntimeException notFound() {
    return switch (kind) {
      case PROJECT -> new ProjectNotFound(new ProjectId(id));
      case VERSION -> new VersionNotFound(new VersionId(id));
    };
  }
}
