package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.access.Asker;
import dev.lorafoundry.api.access.People;
import dev.lorafoundry.api.access.PersonId;
import dev.lorafoundry.api.access.Rights;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whose work is, in words for the reader of a page, and what that reader may do with it. */
final class Whose {
  private final People people;
  private final Asker asker;
  private final Rights rights;

  Whose(People people, Asker asker, Rights rights) {
    this.people = people;
    this.asker = asker;
    this.rights = rights;
  }

  /** Whether the reader may tell work of this person what to do; absent: nobody's work. */
  boolean mayControl(@Nullable PersonId owner) {
    return rights.mayControl(owner);
  }

  /** The reader; empty where that is no person. */
  Optional<PersonId> reader() {
    return asker.personId();
  }

  /**
   * Words for one answer, which asks for names once.
   *
   * @param owners of which it will tell, nobody among them
   */
  Round round(Stream<@Nullable PersonId> owners) {
    return new Round(
        people.namesOf(owners.flatMap(Stream::ofNullable).collect(Collectors.toSet())),
        reader().orElse(null));
  }

  /** See {@link #round}. */
  final class Round {
    private final Map<PersonId, String> names;
    private final @Nullable PersonId reader;

    private Round(Map<PersonId, String> names, @Nullable PersonId reader) {
      this.names = names;
      this.reader = reader;
    }

    /** Absent: it is nobody's, or nobody knows any more whose. */
    @Nullable Phrase words(@Nullable PersonId owner) {
      if (owner == null || !names.containsKey(owner)) {
        return null;
      }
      return isReaders(owner)
          ? Phrase.of("queue.yours")
          : Phrase.of("queue.of", Objects.requireNonNull(names.get(owner)));
    }

    boolean isReaders(@Nullable PersonId owner) {
      return owner != null && owner.equals(reader);
    }

    boolean mayControl(@Nullable PersonId owner) {
      return rights.mayControl(owner);
    }
  }
}
