package dev.lorafoundry.api.preview;

import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.PreviewEvent.Picture;
import dev.lorafoundry.contracts.PreviewId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Previews in memory. */
public final class InMemoryPreviews implements Previews {
  private final Map<PreviewId, Preview> previews = new LinkedHashMap<>();
  private final Map<PreviewId, Map<Place, Kept>> pictures = new HashMap<>();

  private record Kept(LeaseEpoch attempt, Picture picture) {}

  @Override
  public void add(Preview preview) {
    previews.put(preview.id(), preview);
  }

  @Override
  public Optional<Preview> find(PreviewId id) {
    return Optional.ofNullable(previews.get(id));
  }

  @Override
  public Map<PreviewId, Preview> all(Collection<PreviewId> ids) {
    return ids.stream()
        .flatMap(id -> find(id).stream())
        .collect(Collectors.toMap(Preview::id, Function.identity()));
  }

  @Override
  public void save(Preview preview) {
    previews.replace(preview.id(), preview);
  }

  @Override
  public List<Preview> ofCheckpoint(CheckpointId checkpoint) {
    return newestFirst(preview -> preview.ticket().checkpoint().equals(checkpoint));
  }

  @Override
  public Map<CheckpointId, List<Preview>> ofCheckpoints(Collection<CheckpointId> checkpoints) {
    return newestFirst(preview -> checkpoints.contains(preview.ticket().checkpoint())).stream()
        .collect(Collectors.groupingBy(preview -> preview.ticket().checkpoint()));
  }

  @Override
  public List<Preview> ofCheckpoint(CheckpointId checkpoint, long offset, int limit) {
    return ofCheckpoint(checkpoint).stream().skip(offset).limit(limit).toList();
  }

  @Override
  public long countOfCheckpoint(CheckpointId checkpoint) {
    return ofCheckpoint(checkpoint).size();
  }

  @Override
  public List<Preview> ofRun(RunId run) {
    return newestFirst(preview -> preview.ticket().run().equals(run));
  }

  @Override
  public List<Look> looks(VersionId version) {
    Set<Look> looks = new LinkedHashSet<>();
    previews.values().stream()
        .filter(preview -> preview.ticket().version().equals(version))
        .flatMap(this::looksOf)
        .forEach(
            look -> {
              looks.remove(look); // why: else one that comes again stays where it came first
              looks.add(look);
            });
    return List.copyOf(looks);
  }

  @Override
  public Set<CheckpointId> checkpointsWith(VersionId version, Collection<Look> looks) {
    return previews.values().stream()
        .filter(preview -> preview.ticket().version().equals(version))
        .filter(preview -> looksOf(preview).anyMatch(looks::contains))
        .map(preview -> preview.ticket().checkpoint())
        .collect(Collectors.toSet());
  }

  private Stream<Look> looksOf(Preview preview) {
    return pictures(preview.id()).stream()
        .map(picture -> Look.of(preview.ticket().settings(), picture));
  }

  private List<Preview> newestFirst(Predicate<Preview> wanted) {
    List<Preview> found = new ArrayList<>(previews.values().stream().filter(wanted).toList());
    Collections.reverse(found);
    return found;
  }

  @Override
  public List<PreviewId> openOfJob(JobId job) {
    return previews.values().stream()
        .filter(preview -> preview.ticket().job().equals(job))
        .filter(preview -> preview.standing().endedAt() == null)
        .map(Preview::id)
        .toList();
  }

  @Override
  public void keep(PreviewId id, LeaseEpoch attempt, Picture picture) {
    of(id)
        .merge(
            Place.of(picture),
            new Kept(attempt, picture),
            (old, fresh) -> old.attempt().compareTo(attempt) <= 0 ? fresh : old);
  }

  @Override
  public List<Picture> pictures(PreviewId id) {
    return of(id).values().stream()
        .map(Kept::picture)
        .sorted(
            Comparator.comparing(Picture::row)
                .thenComparing(Picture::column)
                .thenComparing(Picture::batchIndex))
        .toList();
  }

  @Override
  public Map<PreviewId, List<Picture>> pictures(Collection<PreviewId> ids) {
    return ids.stream()
        .filter(id -> !of(id).isEmpty())
        .collect(Collectors.toMap(Function.identity(), this::pictures));
  }

  @Override
  public Optional<Picture> picture(PreviewId id, Place place) {
    return Optional.ofNullable(of(id).get(place)).map(Kept::picture);
  }

  private Map<Place, Kept> of(PreviewId id) {
    return pictures.computeIfAbsent(id, key -> new HashMap<>());
  }
}
