package dev.lorafoundry.api.dataset;

import dev.lorafoundry.api.dataset.UploadReport.RefusedFile;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.PreparationId;
import dev.lorafoundry.contracts.VersionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Preparations in memory. */
public final class InMemoryPreparations implements Preparations {
  private final List<Preparation> preparations = new ArrayList<>();
  private final Map<PreparationId, Map<PictureId, String>> names = new LinkedHashMap<>();
  private final Map<PreparationId, Map<PictureId, String>> reasons = new LinkedHashMap<>();

  @Override
  public boolean add(Preparation preparation, List<Picture> pictures) {
    if (underWay(preparation.version()).isPresent()) {
      return false;
    }
    preparations.add(0, preparation);
    names.put(preparation.id(), new LinkedHashMap<>());
    reasons.put(preparation.id(), new LinkedHashMap<>());
    pictures.forEach(each -> names.get(preparation.id()).put(each.id(), each.original().name()));
    return true;
  }

  @Override
  public Optional<Preparation> find(PreparationId id) {
    return preparations.stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .map(this::counted);
  }

  private Preparation counted(Preparation bare) {
    Map<PictureId, String> said = reasons.get(bare.id());
    List<RefusedFile> refused =
        said.entrySet().stream()
            .filter(each -> !each.getValue().isEmpty())
            .map(each -> new RefusedFile(names.get(bare.id()).get(each.getKey()), each.getValue()))
            .toList();
    return new Preparation(
        bare.id(),
        bare.version(),
        bare.form(),
        bare.state(),
        bare.total(),
        said.size() - refused.size(),
        refused,
        bare.reason(),
        bare.createdAt(),
        bare.endedAt());
  }

  @Override
  public List<Preparation> list(VersionId version, long offset, int count) {
    return preparations.stream()
        .filter(each -> each.version().equals(version))
        .skip(offset)
        .limit(count)
        .map(this::counted)
        .toList();
  }

  @Override
  public long count(VersionId version) {
    return list(version, 0, Integer.MAX_VALUE).size();
  }

  @Override
  public Optional<Preparation> underWay(VersionId version) {
    return list(version, 0, Integer.MAX_VALUE).stream()
        .filter(each -> each.endedAt() == null)
        .findFirst();
  }

  @Override
  public void prepared(PreparationId id, PictureId picture) {
    reasons.get(id).put(picture, "");
  }

  @Override
  public void refused(PreparationId id, PictureId picture, String reason) {
    reasons.get(id).put(picture, reason);
  }

  @Override
  public void stands(PreparationId id, WorkState state, String reason, @Nullable Instant endedAt) {
    preparations.replaceAll(
        each ->
            each.id().equals(id)
                ? new Preparation(
                    id,
                    each.version(),
                    each.form(),
                    state,
                    each.total(),
                    0,
                    List.of(),
                    reason,
                    each.createdAt(),
                    endedAt)
                : each);
  }
}
