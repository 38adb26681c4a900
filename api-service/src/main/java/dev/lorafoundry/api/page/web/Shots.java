package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.preview.Preview;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.PreviewEvent.Picture;
import dev.lorafoundry.contracts.PreviewId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Pictures by checkpoint and look: of each the one that was added last. */
final class Shots {
  private final Set<Look> looks = new LinkedHashSet<>();
  private final Map<CheckpointId, Map<Look, Shot>> shots = new HashMap<>();

  /** A picture and where it is. */
  record Shot(PreviewId preview, Picture picture) {
    String url() {
      return "/api/v1/previews/%s/pictures/%d/%d/%d"
          .formatted(preview, picture.row(), picture.column(), picture.batchIndex());
    }
  }

  void add(Preview.Ticket of, Picture picture) {
    Look look = Look.of(of.settings(), picture);
    looks.remove(look); // why: else one that comes again stays where it came first
    looks.add(look);
    shots
        .computeIfAbsent(of.checkpoint(), unknown -> new HashMap<>())
        .put(look, new Shot(of.id(), picture));
  }

  Optional<Shot> find(CheckpointId checkpoint, Look look) {
    return Optional.ofNullable(shots.getOrDefault(checkpoint, Map.of()).get(look));
  }

  /** Checkpoints that have pictures. */
  Set<CheckpointId> checkpoints() {
    return shots.keySet();
  }

  /** How many looks there are. */
  int looks() {
    return looks.size();
  }

  /** Those that came last, in the order in which they came. */
  List<Look> newestLooks(int most) {
    List<Look> all = new ArrayList<>(looks);
    return all.subList(Math.max(0, all.size() - most), all.size());
  }
}
