package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.page.web.CheckpointView.PreviewView;
import dev.lorafoundry.api.page.web.LorasView.LoraView;
import dev.lorafoundry.api.queue.WorkQueue;
import dev.lorafoundry.contracts.LoraTaskId;
import dev.lorafoundry.contracts.PreviewId;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Leaves the reader those of a page's offers to cancel work that would not be refused. */
final class Cancelling {
  private final WorkQueue queue;

  Cancelling(WorkQueue queue) {
    this.queue = queue;
  }

  /** Checkpoints with their previews. */
  List<CheckpointView> ofPreviews(List<CheckpointView> checkpoints) {
    Predicate<WorkId> may =
        allowed(
            WorkKind.PREVIEW,
            checkpoints.stream()
                .flatMap(each -> each.previews().stream())
                .filter(PreviewView::canCancel)
                .map(Cancelling::work));
    return checkpoints.stream()
        .map(
            each ->
                each.withPreviews(
                    preview -> may.test(work(preview)) ? preview : preview.withoutCancelling()))
        .toList();
  }

  /** LoRAs that are made of others. */
  List<LoraView> ofLoras(List<LoraView> loras) {
    Predicate<WorkId> may =
        allowed(
            WorkKind.LORA_TASK, loras.stream().filter(LoraView::canCancel).map(Cancelling::work));
    return loras.stream()
        .map(each -> may.test(work(each)) ? each : each.withoutCancelling())
        .toList();
  }

  private Predicate<WorkId> allowed(WorkKind kind, Stream<WorkId> offered) {
    List<WorkId> asked = offered.toList();
    Set<WorkId> may = asked.isEmpty() ? Set.of() : queue.controllable(kind, asked);
    return may::contains;
  }

  private static WorkId work(PreviewView preview) {
    return WorkId.of(PreviewId.parse(preview.id()));
  }

  private static WorkId work(LoraView lora) {
    return WorkId.of(LoraTaskId.parse(lora.id()));
  }
}
