package dev.lorafoundry.api.preview;

import dev.lorafoundry.contracts.PreviewEvent.Picture;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A preview as the REST API shows it.
 *
 * @param gridUrl where the labelled grid is, once it is done
 * @param notes what was changed of the request, sentences for people
 */
public record PreviewView(
    UUID id,
    UUID checkpointId,
    UUID jobId,
    UUID runId,
    UUID versionId,
    String state,
    int done,
    int total,
    Map<String, Object> settings,
    @Nullable String gridUrl,
    @Nullable Integer gridWidth,
    @Nullable Integer gridHeight,
    List<PictureView> pictures,
    List<String> notes,
    String reason,
    Instant createdAt,
    @Nullable Instant endedAt) {

  /** One picture of the grid. */
  public record PictureView(
      int row,
      int column,
      int batchIndex,
      String sampler,
      int steps,
      double cfgScale,
      long seed,
      double loraWeight,
      String url) {
    static PictureView of(String preview, Picture picture) {
      return new PictureView(
          picture.row(),
          picture.column(),
          picture.batchIndex(),
          picture.sampler(),
          picture.steps(),
          picture.cfgScale(),
          picture.seed(),
          picture.loraWeight(),
          "%s/pictures/%d/%d/%d"
              .formatted(preview, picture.row(), picture.column(), picture.batchIndex()));
    }
  }

  public static PreviewView of(Preview preview, List<Picture> pictures) {
    Preview.Ticket ticket = preview.ticket();
    Rendering rendering = preview.rendering();
    Rendering.Grid grid = rendering.grid();
    String address = "/api/v1/previews/" + preview.id();
    return new PreviewView(
        ticket.id().value(),
        ticket.checkpoint().value(),
        ticket.job().value(),
        ticket.run().value(),
        ticket.version().value(),
        preview.standing().state().name().toLowerCase(Locale.ROOT),
        rendering.done(),
        rendering.total(),
        SettingsCatalogue.PREVIEW.valuesOf(ticket.settings()),
        grid == null ? null : address + "/grid",
        grid == null ? null : grid.width(),
        grid == null ? null : grid.height(),
        pictures.stream().map(picture -> PictureView.of(address, picture)).toList(),
        rendering.notes(),
        preview.standing().reason(),
        ticket.createdAt(),
        preview.standing().endedAt());
  }
}
