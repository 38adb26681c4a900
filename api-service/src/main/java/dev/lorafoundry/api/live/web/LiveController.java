package dev.lorafoundry.api.live.web;

import dev.lorafoundry.api.access.Rights;
import dev.lorafoundry.api.live.LiveFilter;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * What happens, as it happens: server-sent events named job, checkpoint, preview, preparation and
 * dataset, whose data is the object as its own address gives it. An event named reset says that
 * some were missed and gone.
 */
@Tag(name = "Live")
@RestController
final class LiveController {
  private final LiveConnections connections;
  private final Rights rights;

  LiveController(LiveConnections connections, Rights rights) {
    this.connections = connections;
    this.rights = rights;
  }

  /**
   * Follows events from now on, or from behind the one that Last-Event-ID names.
   *
   * @param after the same as the header, for who can't send it
   */
  @Operation(summary = "Follow what changes, as server-sent events")
  @GetMapping(path = "/api/v1/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter events(
      @RequestParam(required = false) @Nullable UUID version,
      @RequestParam(required = false) @Nullable UUID run,
      @RequestParam(required = false) @Nullable Long after,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long lastEventId)
      throws IOException {
    LiveFilter filter =
        new LiveFilter(
            version == null ? null : new VersionId(version), run == null ? null : new RunId(run));
    return connections.connect(filter, lastEventId == null ? after : lastEventId, rights.stillIn());
  }
}
