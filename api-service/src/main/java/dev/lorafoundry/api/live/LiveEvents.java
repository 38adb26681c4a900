package dev.lorafoundry.api.live;

import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where features say that something changed, so that open pages show it. */
public interface LiveEvents {
  /**
   * Says so with the current transaction: nobody hears of it unless that is committed.
   *
   * @param subject id of what changed
   * @param version in which it is
   * @param run to which it belongs, if to any
   */
  void changed(LiveTopic topic, UUID subject, VersionId version, @Nullable RunId run);
}
