package dev.lorafoundry.api.access;

import static java.util.Objects.requireNonNull;

import dev.lorafoundry.api.project.Names;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** People in memory. */
public final class InMemoryPeople implements People {
  private final Map<PersonId, Person> people = new LinkedHashMap<>();

  @Override
  public boolean add(Person person) {
    boolean isFree = isFree(person);
    if (isFree) {
      people.put(person.id(), person);
    }
    return isFree;
  }

  private boolean isFree(Person wanted) {
    return all().stream()
        .filter(each -> !each.id().equals(wanted.id()))
        .noneMatch(each -> Names.key(each.name()).equals(Names.key(wanted.name())));
  }

  @Override
  public Optional<Person> find(PersonId id) {
    return Optional.ofNullable(people.get(id));
  }

  @Override
  public Optional<Person> locked(PersonId id) {
    return find(id);
  }

  @Override
  public List<Person> removed(int limit) {
    return people.values().stream()
        .filter(Person::isRemoved)
        .sorted(Comparator.comparing((Person each) -> requireNonNull(each.removedAt())).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public List<Person> all() {
    return people.values().stream()
        .filter(each -> !each.isRemoved())
        .sorted(Comparator.comparing(each -> Names.key(each.name())))
        .toList();
  }

  @Override
  public Map<PersonId, String> namesOf(Collection<PersonId> ids) {
    return people.values().stream()
        .filter(each -> ids.contains(each.id()))
        .collect(Collectors.toMap(Person::id, Person::name));
  }

  @Override
  public boolean save(Person person) {
    boolean isFree = isFree(person);
    if (isFree) {
      people.replace(person.id(), person);
    }
    return isFree;
  }

  @Override
  public List<Person> lockedAdministrators() {
    return people.values().stream()
        .filter(each -> !each.isRemoved() && each.role() == Role.ADMIN)
        .toList();
  }
}
