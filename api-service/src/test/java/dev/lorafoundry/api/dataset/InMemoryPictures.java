package dev.lorafoundry.api.dataset;

import dev.lorafoundry.api.project.VersionNotFound;
import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.VersionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Pictures in memory. */
public final class InMemoryPictures implements Pictures {
  private final Map<PictureId, Picture> pictures = new LinkedHashMap<>();
  private final Map<VersionId, Integer> next = new HashMap<>();
  private final Map<String, Instant> discarded = new TreeMap<>();
  private final Set<VersionId> deleted = new HashSet<>();
  private final Set<String> kept = new TreeSet<>();

  @Override
  public void lock(VersionId version) {
    if (deleted.contains(version)) {
      throw new VersionNotFound(version);
    }
  }

  /** The version is gone, its pictures are not yet. */
  void delete(VersionId version) {
    deleted.add(version);
  }

  @Override
  public int nextIndex(VersionId version) {
    return next.getOrDefault(version, 0);
  }

  @Override
  public void add(Picture picture) {
    pictures.put(picture.id(), picture);
    next.merge(picture.version(), picture.index() + 1, Math::max);
  }

  @Override
  public Optional<Picture> find(PictureId id) {
    return Optional.ofNullable(pictures.get(id));
  }

  @Override
  public List<Picture> findAll(Collection<PictureId> ids) {
    return pictures.values().stream().filter(each -> ids.contains(each.id())).toList();
  }

  @Override
  public Optional<Picture> withContent(VersionId version, String sha256) {
    return all(version).stream()
        .filter(each -> each.original().sha256().equals(sha256))
        .findFirst();
  }

  @Override
  public List<Picture> all(VersionId version) {
    return pictures.values().stream()
        .filter(each -> each.version().equals(version))
        .sorted(Comparator.comparingInt(Picture::index))
        .toList();
  }

  @Override
  public List<Picture> list(VersionId version, long offset, int count) {
    return all(version).stream().skip(offset).limit(count).toList();
  }

  @Override
  public int count(VersionId version) {
    return all(version).size();
  }

  @Override
  public Map<ConceptId, Integer> countsByConcept(VersionId version) {
    return all(version).stream()
        .collect(Collectors.groupingBy(Picture::concept, Collectors.summingInt(each -> 1)));
  }

  @Override
  public void copy(VersionId from, VersionId to, Map<ConceptId, ConceptId> concepts) {
    all(from).stream()
        .map(
            picture ->
                new Picture(
                    PictureId.random(),
                    to,
                    Objects.requireNonNull(concepts.get(picture.concept())),
                    picture.index(),
                    picture.original(),
                    picture.caption(),
                    picture.outcome()))
        .forEach(this::add);
    next.put(to, nextIndex(from));
  }

  @Override
  public List<Stretch> stretches(VersionId version, @Nullable ConceptId concept, int length) {
    return all(version).stream()
        .filter(each -> concept == null || each.concept().equals(concept))
        .collect(
            Collectors.groupingBy(
                picture -> picture.index() / length, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(each -> new Stretch(each.getKey(), each.getValue().intValue()))
        .toList();
  }

  @Override
  public List<Picture> stretch(
      VersionId version, @Nullable ConceptId concept, int length, int number) {
    return all(version).stream()
        .filter(each -> concept == null || each.concept().equals(concept))
        .filter(each -> each.index() / length == number)
        .toList();
  }

  @Override
  public void removeAll(Collection<PictureId> ids) {
    pictures.keySet().removeAll(ids);
  }

  @Override
  public boolean caption(PictureId id, Caption caption) {
    Picture known = pictures.get(id);
    if (known == null || known.caption().edition() != caption.edition() - 1) {
      return false;
    }
    pictures.put(id, known.with(caption));
    return true;
  }

  @Override
  public Set<PictureId> captions(Map<PictureId, Caption> captions) {
    return captions.entrySet().stream()
        .filter(each -> caption(each.getKey(), each.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  @Override
  public void outcome(PictureId id, Outcome outcome) {
    pictures.computeIfPresent(id, (same, picture) -> picture.with(outcome));
  }

  @Override
  public void mask(PictureId id, @Nullable Mask mask) {
    pictures.computeIfPresent(
        id, (same, picture) -> mask == null ? picture.withoutMask() : picture.with(mask));
  }

  @Override
  public void move(PictureId id, Concept concept) {
    pictures.computeIfPresent(id, (same, picture) -> picture.with(concept.id()));
  }

  @Override
  public void reserve(String key, Duration time) {
    discarded.put(key, Instant.now().plus(time));
  }

  @Override
  public boolean claim(String key) {
    return reserved().contains(key) && discarded.remove(key) != null;
  }

  /** Objects that are about to be stored, or were and are not needed yet. */
  Set<String> reserved() {
    Instant now = Instant.now();
    return discarded.keySet().stream()
        .filter(key -> discarded.get(key).isAfter(now))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public void discard(Collection<String> keys) {
    keys.forEach(key -> discarded.put(key, Instant.MIN));
  }

  @Override
  public void keep(VersionId version, Collection<String> keys) {
    kept.addAll(keys);
  }

  @Override
  public boolean keepToo(VersionId version, Collection<String> keys) {
    return kept.containsAll(keys);
  }

  @Override
  public List<String> discarded(int most) {
    Set<String> reserved = reserved();
    return discarded.keySet().stream()
        .filter(key -> !reserved.contains(key) && !kept.contains(key) && !isPictured(key))
        .limit(most)
        .toList();
  }

  private boolean isPictured(String key) {
    return pictures.values().stream()
        .anyMatch(each -> each.original().key().equals(key) || each.keysBeside().contains(key));
  }

  @Override
  public void forget(Collection<String> keys) {
    discarded.keySet().removeAll(keys);
  }
}
