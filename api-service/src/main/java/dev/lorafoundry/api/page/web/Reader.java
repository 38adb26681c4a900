package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.access.Asker;
import dev.lorafoundry.api.access.Person;
import dev.lorafoundry.api.access.Rights;
import org.jspecify.annotations.Nullable;

/** Who reads a page, for templates: {@code @reader}. */
final class Reader {
  private final Asker asker;
  private final Rights rights;

  Reader(Asker asker, Rights rights) {
    this.asker = asker;
    this.rights = rights;
  }

  /** Absent: it is no person. */
  public @Nullable String name() {
    return asker.person().map(Person::name).orElse(null);
  }

  public boolean mayChange() {
    return rights.mayChange();
  }

  public boolean mayEverything() {
    return rights.mayEverything();
  }
}
