package dev.lorafoundry.api.job;

import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as the REST API shows it.
 *
 * @param owner name of who started its run; absent: nobody knows, or the service's own token
 * @param epoch epoch of the dataset, from 1; 0 before the first step
 * @param finalLoss mean over the last epoch, once it is done
 * @param validationLoss the newest one, where its run asks for one
 * @param attempts tries so far
 * @param worker who trains it, while somebody does
 * @param reason why it stands so, for people; may be empty
 * @param seconds time that attempts have taken
 * @param checkpoints files saved so far
 * @param settings by name; absent ones are left out
 */
public record JobView(
    UUID id,
    UUID runId,
    UUID versionId,
    String name,
    String state,
    String priority,
    @Nullable String owner,
    long step,
    long totalSteps,
    int epoch,
    @Nullable Double loss,
    @Nullable Double learningRate,
    @Nullable Double stepsPerSecond,
    @Nullable Double finalLoss,
    @Nullable Double validationLoss,
    int attempts,
    @Nullable String worker,
    String reason,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    double seconds,
    int checkpoints,
    Map<String, Object> settings) {

  static JobView of(Job job, @Nullable String owner, Instant now) {
    JobTicket ticket = job.ticket();
    JobStanding standing = job.standing();
    JobProgress progress = job.progress();
    return new JobView(
        ticket.id().value(),
        ticket.run().value(),
        ticket.version().value(),
        ticket.name(),
        standing.state().name().toLowerCase(Locale.ROOT),
        ticket.priority().label(),
        owner,
        progress.step(),
        progress.totalSteps(),
        progress.epoch(),
        progress.loss(),
        progress.learningRate(),
        progress.stepsPerSecond(),
        progress.finalLoss(),
        progress.validationLoss(),
        standing.attempts(),
        standing.worker() == null ? null : standing.worker().value(),
        standing.reason(),
        ticket.createdAt(),
        standing.startedAt(),
        standing.endedAt(),
        standing.workedUntil(now).toMillis() / 1000.0,
        progress.checkpoints(),
        SettingsCatalogue.TRAINING.valuesOf(ticket.settings()));
  }
}
