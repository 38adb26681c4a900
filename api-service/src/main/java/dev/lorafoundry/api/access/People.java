package dev.lorafoundry.api.access;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everybody of the team, and everybody who was. */
public interface People {
  /** Of those who were removed so many are shown at most. */
  int MOST_REMOVED = 100;

  /**
   * Adds somebody.
   *
   * @return false if somebody has the name
   */
  boolean add(Person person);

  /** Also somebody who was removed. */
  Optional<Person> find(PersonId id);

  /** The same, kept from all others until the transaction ends. */
  Optional<Person> locked(PersonId id);

  /** Those who were removed last, newest first. */
  List<Person> removed(int limit);

  /** Those who were not removed, by name. */
  List<Person> all();

  /** Names of those of these people that there are, removed ones too. */
  Map<PersonId, String> namesOf(Collection<PersonId> ids);

  /**
   * Stores what somebody is called, what they may do, and whether they were removed.
   *
   * @return false if somebody else has the name
   */
  boolean save(Person person);

  /** Administrators who were not removed, first added first; kept so until the transaction ends. */
  List<Person> lockedAdministrators();
}
