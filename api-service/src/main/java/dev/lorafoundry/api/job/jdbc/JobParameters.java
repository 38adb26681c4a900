package dev.lorafoundry.api.job.jdbc;

import dev.lorafoundry.api.access.Owners;
import dev.lorafoundry.api.job.JobProgress;
import dev.lorafoundry.api.job.JobStanding;
import dev.lorafoundry.api.job.JobTicket;
import dev.lorafoundry.api.postgres.StoredJson;
import dev.lorafoundry.api.postgres.Times;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parts of jobs as named parameters. */
final class JobParameters {
  private JobParameters() {}

  static Map<String, @Nullable Object> ticket(JobTicket ticket) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("id", ticket.id().value());
    values.put("run", ticket.run().value());
    values.put("version", ticket.version().value());
    values.put("name", ticket.name());
    values.put("baseModelId", ticket.baseModel().id().value());
    values.put("baseModel", StoredJson.of(ticket.baseModel()));
    values.put("snapshotKey", ticket.snapshotKey());
    values.put("batchSize", ticket.settings().loop().batchSize());
    values.put("settings", StoredJson.of(ticket.settings()));
    values.put("priority", ticket.priority().level());
    values.put("plannedSteps", ticket.plannedSteps());
    values.put("createdAt", Times.of(ticket.createdAt()));
    values.put("owner", Owners.of(ticket.owner()));
    return values;
  }

  static Map<String, @Nullable Object> standing(JobStanding standing) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("state", standing.state().name());
    values.put("attempts", standing.attempts());
    values.put("worker", standing.worker() == null ? null : standing.worker().value());
    values.put("reason", standing.reason());
    values.put("startedAt", Times.of(standing.startedAt()));
    values.put("endedAt", Times.of(standing.endedAt()));
    values.put("attemptSince", Times.of(standing.attemptSince()));
    values.put("workedMillis", standing.worked().toMillis());
    return values;
  }

  static Map<String, @Nullable Object> progress(JobProgress progress) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("step", progress.step());
    values.put("totalSteps", progress.totalSteps());
    values.put("epoch", progress.epoch());
    values.put("loss", progress.loss());
    values.put("learningRate", progress.learningRate());
    values.put("stepsPerSecond", progress.stepsPerSecond());
    values.put("finalLoss", progress.finalLoss());
    values.put("validationLoss", progress.validationLoss());
    values.put("checkpoints", progress.checkpoints());
    return values;
  }
}
