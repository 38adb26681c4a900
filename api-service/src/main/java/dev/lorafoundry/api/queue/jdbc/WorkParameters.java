package dev.lorafoundry.api.queue.jdbc;

import dev.lorafoundry.api.postgres.Times;
import dev.lorafoundry.api.queue.Standing;
import dev.lorafoundry.api.queue.WorkChanged;
import dev.lorafoundry.contracts.Lease;
import dev.lorafoundry.contracts.WorkId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the queue stores, as named parameters. */
final class WorkParameters {
  private WorkParameters() {}

  static Map<String, ?> key(WorkId id) {
    return Map.of("kind", id.kind().name(), "id", id.value());
  }

  static Map<String, @Nullable Object> change(WorkChanged change) {
    Map<String, @Nullable Object> values = new HashMap<>(key(change.work()));
    values.put("transition", change.transition().name());
    values.put("dispatch", change.dispatch());
    values.put("epoch", change.epoch());
    values.put("worker", change.worker() == null ? null : change.worker().value());
    values.put("at", Times.of(change.at()));
    values.put("reason", change.reason());
    return values;
  }

  static Map<String, @Nullable Object> standing(Standing standing) {
    Lease.ResumePoint resume = standing.resumeFrom();
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("state", standing.state().name());
    values.put("since", Times.of(standing.since()));
    values.put("dispatch", standing.dispatch());
    values.put("epoch", standing.epoch());
    values.put("setbacks", standing.setbacks());
    values.put("notBefore", Times.of(standing.notBefore()));
    values.put("worker", standing.worker() == null ? null : standing.worker().value());
    values.put("claim", standing.claim() == null ? null : standing.claim().value());
    values.put("leasedAt", Times.of(standing.leasedAt()));
    values.put("leaseUntil", Times.of(standing.leaseUntil()));
    values.put("resumeKey", resume == null ? null : resume.stateKey());
    values.put("resumeSha256", resume == null ? null : resume.stateSha256());
    values.put("resumeStep", resume == null ? null : resume.step());
    values.put("step", standing.step());
    values.put("totalSteps", standing.totalSteps());
    values.put("reason", standing.reason());
    return values;
  }
}
