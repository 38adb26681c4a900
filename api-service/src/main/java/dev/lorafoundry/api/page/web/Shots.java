package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.preview.Look;
import dev.lorafoundry.api.preview.Preview;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.PreviewEvent.Picture;
import dev.lorafoundry.contracts.PreviewId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Pictures by checkpoint and look: of each the one that was added last. */
final class Shots {
  private final Predicate<Look> wanted;
  private final Set<Look> looks = new HashSet<>();
  private final Map<CheckpointId, Map<Look, Shot>> shots = new HashMap<>();

  /** Pictures of these looks; others are passed over. */
  Shots(Predicate<Look> wanted) {
    this.wanted = wanted;
  }

  /** A picture and where it is. */
  record Shot(PreviewId preview, Picture picture) {
    String url() {
      return "/api/v1/previews/%s/pictures/%d/%d/%d"
          .formatted(preview, picture.row(), picture.column(), picture.batchIndex());
    }
  }

  void add(Preview.Ticket of, Picture picture) {
    Look look = Look.of(of.settings(), picture);
    if (!wanted.test(look)) {
      return;
    }
    looks.add(look);
    shots
        .computeIfAbsent(of.checkpoint(), unknown -> new HashMap<>())
        .put(look, new Shot(of.id(), picture));
  }

  Optional<Shot> find(CheckpointId checkpoint, Look look) {
    return Optional.ofNullable(shots.getOrDefault(checkpoint, Map.of()).get(look));
  }

  /** Whether there is a picture of it. */
  boolean has(Look look) {
    return looks.contains(look);
  }
}
