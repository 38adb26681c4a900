package dev.lorafoundry.api.loratask;

import dev.lorafoundry.contracts.LoraTaskJob;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A LoRA task as the REST API shows it.
 *
 * @param checkpointId what it made, once it is done
 * @param fileUrl where its file is, once it is done
 * @param ranks what became of the ranks, once it is done
 */
public record LoraTaskView(
    UUID id,
    UUID versionId,
    String kind,
    String name,
    String state,
    List<SourceView> sources,
    Map<String, Object> settings,
    @Nullable UUID checkpointId,
    @Nullable String fileUrl,
    @Nullable RanksView ranks,
    String reason,
    Instant createdAt,
    @Nullable Instant endedAt) {

  /** A LoRA that is used. */
  public record SourceView(UUID checkpointId, String name, double weight) {
    static SourceView of(LoraTaskJob.Source source) {
      return new SourceView(source.lora().id(), source.lora().name(), source.weight());
    }
  }

  /**
   * What became of the ranks.
   *
   * @param kept share of the Frobenius norm that the file has of what it was made of, from 0 to 1
   */
  public record RanksView(int modules, int smallest, int largest, double kept) {}

  public static LoraTaskView of(LoraTask task) {
    LoraTask.Ticket ticket = task.ticket();
    Map<String, Object> settings = SettingsCatalogue.LORA_TASK.valuesOf(ticket.settings());
    settings.remove("kind");
    LoraTask.Result result = task.result();
    return new LoraTaskView(
        ticket.id().value(),
        ticket.version().value(),
        ticket.settings().kind().label(),
        ticket.name(),
        task.standing().state().name().toLowerCase(Locale.ROOT),
        ticket.sources().stream().map(SourceView::of).toList(),
        settings,
        result == null ? null : result.checkpoint().value(),
        result == null ? null : "/api/v1/checkpoints/" + result.checkpoint() + "/file",
        result == null ? null : ranks(result),
        task.standing().reason(),
        ticket.createdAt(),
        task.standing().endedAt());
  }

  private static RanksView ranks(LoraTask.Result result) {
    return new RanksView(
        result.ranks().modules(),
        result.ranks().smallest(),
        result.ranks().largest(),
        result.ranks().kept());
  }
}
