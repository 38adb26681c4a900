package dev.lorafoundry.api.live;

import java.util.Optional;
import java.util.UUID;

/** A feature's answer to what a subject looks like now, as its REST API shows it. */
public interface LiveSource {
  LiveTopic topic();

  /** Empty if it is gone. */
  Optional<Object> show(UUID subject);
}
