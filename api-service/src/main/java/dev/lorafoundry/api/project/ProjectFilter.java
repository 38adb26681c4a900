package dev.lorafoundry.api.project;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Which projects are looked for.
 *
 * @param search part of the name of the project or of one of its versions, in whatever capitals;
 *     empty: any. Characters that no name has are passed over.
 */
public record ProjectFilter(Shelf shelf, String search) {
  /** Characters of a search that are looked at; names are no longer. */
  private static final int LONGEST_SEARCH = Names.LONGEST;

  public static final ProjectFilter IN_USE = new ProjectFilter(Shelf.IN_USE, "");

  public ProjectFilter {
    search =
        search
            .codePoints()
            .filter(each -> !Names.isHidden(each))
            .limit(LONGEST_SEARCH)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
            .strip();
  }

  /** What names are to contain, folded as {@link Names#key} folds them. */
  public String key() {
    return Names.key(search);
  }

  /** Where projects are. */
  public enum Shelf {
    IN_USE,
    /** People keep them, and they take no new jobs. */
    ARCHIVED,
    /** They are deleted for good some time later, and can be restored until then. */
    DELETED;

    /** As it is written in addresses. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The one that is written so. */
    public static Optional<Shelf> named(String id) {
      return Arrays.stream(values()).filter(each -> each.id().equals(id)).findFirst();
    }
  }
}
