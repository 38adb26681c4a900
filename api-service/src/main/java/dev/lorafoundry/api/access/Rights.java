package dev.lorafoundry.api.access;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what: the one place where that is decided.
 *
 * <ul>
 *   <li>Viewers change nothing.
 *   <li>Members control what is theirs, and what is nobody's: work from before there were people,
 *       and what a token of the settings asked for.
 *   <li>Administrators, and the API token of the settings, control everything.
 *   <li>What nobody asks for, the service does by itself: that is allowed.
 * </ul>
 */
public final class Rights {
  private final Asker asker;
  private final People people;

  public Rights(Asker asker, People people) {
    this.asker = asker;
    this.people = people;
  }

  static boolean mayControl(Caller caller, @Nullable PersonId owner) {
    return switch (caller.role()) {
      case ADMIN -> true;
      case MEMBER -> owner == null || owner.equals(caller.personId());
      case VIEWER -> false;
    };
  }

  /**
   * Whether whoever asks may move, pause, cancel, retry or otherwise control what is somebody's.
   *
   * @param owner absent: nobody's
   */
  public boolean mayControl(@Nullable PersonId owner) {
    return asker.caller().map(caller -> mayControl(caller, owner)).orElse(true);
  }

  /** Whether whoever asks may control everybody's work, and say who may come in. */
  public boolean mayEverything() {
    return asker.caller().map(caller -> caller.role() == Role.ADMIN).orElse(true);
  }

  /** Whether whoever asks may change anything. */
  public boolean mayChange() {
    return asker.caller().map(Caller::mayChange).orElse(true);
  }

  /** Tells at any later time whether whoever asks now would still be let in. */
  public BooleanSupplier stillIn() {
    Optional<PersonId> asking = asker.personId();
    return () ->
        asking.isEmpty() || asking.flatMap(people::find).filter(p -> !p.isRemoved()).isPresent();
  }

  /**
   * @param owner absent: nobody's
   * @throws NotAllowed if whoever asks may not control it
   */
  public void requireControl(@Nullable PersonId owner) {
    if (!mayControl(owner)) {
      throw owner == null ? NotAllowed.viewer() : NotAllowed.owned(nameOf(owner));
    }
  }

  /**
   * @param owner of work that would have to wait for longer; absent: nobody's
   * @throws NotAllowed if whoever asks may not let it wait
   */
  public void requirePassing(@Nullable PersonId owner) {
    if (!mayControl(owner)) {
      throw owner == null ? NotAllowed.viewer() : NotAllowed.passing(nameOf(owner));
    }
  }

  /**
   * @throws NotAllowed if whoever asks may not say who may come in
   */
  public void requireEverything() {
    if (!mayEverything()) {
      throw NotAllowed.people();
    }
  }

  private String nameOf(PersonId owner) {
    return people.find(owner).map(Person::name).orElse("somebody");
  }
}
