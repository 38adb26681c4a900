package dev.lorafoundry.api.preview.web;

import dev.lorafoundry.api.checkpoint.CheckpointNotFound;
import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.preview.Preview;
import dev.lorafoundry.api.preview.PreviewCancellation;
import dev.lorafoundry.api.preview.PreviewNotFound;
import dev.lorafoundry.api.preview.PreviewView;
import dev.lorafoundry.api.preview.Previews;
import dev.lorafoundry.api.rest.Page;
import dev.lorafoundry.api.rest.Paging;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.PreviewEvent.Picture;
import dev.lorafoundry.contracts.PreviewId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Previews to look at, and to cancel. */
@Tag(name = "Previews")
@RestController
@RequestMapping("/api/v1")
final class PreviewController {
  private final Previews previews;
  private final Checkpoints checkpoints;
  private final PreviewCancellation cancellation;

  PreviewController(Previews previews, Checkpoints checkpoints, PreviewCancellation cancellation) {
    this.previews = previews;
    this.checkpoints = checkpoints;
    this.cancellation = cancellation;
  }

  /** Previews of a checkpoint, newest first; the pictures of a page come with one query. */
  @Operation(summary = "List the previews of a checkpoint, newest first")
  @GetMapping("/checkpoints/{id}/previews")
  Page<PreviewView> ofCheckpoint(
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable Integer page,
      @RequestParam(required = false) @Nullable Integer size) {
    Paging paging = Paging.of(page, size);
    CheckpointId asked = new CheckpointId(id);
    if (checkpoints.find(asked).isEmpty()) {
      throw new CheckpointNotFound(asked);
    }
    List<Preview> found = previews.ofCheckpoint(asked, paging.offset(), paging.size());
    Map<PreviewId, List<Picture>> pictures =
        previews.pictures(found.stream().map(Preview::id).toList());
    return Page.of(found, paging, previews.countOfCheckpoint(asked))
        .map(preview -> PreviewView.of(preview, pictures.getOrDefault(preview.id(), List.of())));
  }

  @Operation(summary = "Show a preview and how far it is")
  @GetMapping("/previews/{id}")
  PreviewView detail(@PathVariable UUID id) {
    PreviewId preview = new PreviewId(id);
    return view(previews.find(preview).orElseThrow(() -> PreviewNotFound.preview(preview)));
  }

  /** Ends a preview; a rendering under way stops at its next picture. */
  @Operation(summary = "Cancel a preview; pictures that are rendered stay")
  @PostMapping("/previews/{id}/cancel")
  PreviewView cancel(@PathVariable UUID id) {
    return view(cancellation.cancel(new PreviewId(id), "Cancelled by request."));
  }

  private PreviewView view(Preview preview) {
    return PreviewView.of(preview, previews.pictures(preview.id()));
  }
}
