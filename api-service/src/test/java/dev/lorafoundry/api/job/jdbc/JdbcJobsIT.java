package dev.lorafoundry.api.job.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.api.access.PersonId;
import dev.lorafoundry.api.access.jdbc.StoredPerson;
import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.jdbc.StoredCheckpoint;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobExample;
import dev.lorafoundry.api.job.JobTicket;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.job.JobsContract;
import dev.lorafoundry.api.postgres.MigratedDatabase;
import dev.lorafoundry.api.run.jdbc.StoredRun;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.DataIntegrityViolationException;

final class JdbcJobsIT extends JobsContract {
  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private final Jobs jobs = new JdbcJobs(DATABASE.jdbc());

  @Override
  protected Jobs jobs() {
    return jobs;
  }

  @Override
  protected PersonId aPerson() {
    return StoredPerson.in(DATABASE.jdbc());
  }

  @Override
  protected RunId aRun(VersionId version) {
    return StoredRun.in(DATABASE.jdbc(), version);
  }

  @Test
  void keepsCheckpointsThatAJobBeginsWith() {
    Checkpoint checkpoint = StoredCheckpoint.in(DATABASE.jdbc());

    JobTicket ticket = beginningWith(checkpoint.id().value());

    assertThat(jobs.find(ticket.id())).map(Job::ticket).contains(ticket);
    assertThat(jobs.begunWith(List.of(checkpoint.id(), CheckpointId.random())))
        .containsExactly(checkpoint.id());
    assertThatThrownBy(() -> delete("checkpoint", checkpoint.id().value()))
        .isInstanceOf(DataIntegrityViolationException.class);
  }

  @Test
  void needsNoCheckpointOfALoraThatWasRegistered() {
    UUID registered = UUID.randomUUID();

    JobTicket ticket = beginningWith(registered);

    assertThat(jobs.find(ticket.id())).map(Job::ticket).contains(ticket);
    assertThat(jobs.begunWith(List.of(new CheckpointId(registered)))).isEmpty();
  }

  @Test
  void needsNoCheckpointsForJobsThatAreGone() {
    Checkpoint checkpoint = StoredCheckpoint.in(DATABASE.jdbc());
    JobTicket ticket = beginningWith(checkpoint.id().value());

    delete("job", ticket.id().value());

    assertThat(delete("checkpoint", checkpoint.id().value())).isOne();
  }

  private JobTicket beginningWith(UUID lora) {
    VersionId version = VersionId.random();
    JobTicket plain = JobExample.job(aRun(version), version, "a").ticket();
    JobTicket ticket =
        new JobTicket(
            plain.id(),
            plain.run(),
            version,
            plain.name(),
            plain.baseModel(),
            plain.snapshotKey(),
            SettingsCatalogue.TRAINING.read(
                Map.of("startFrom", lora.toString(), "ranksFromStart", true)),
            plain.priority(),
            plain.plannedSteps(),
            plain.createdAt(),
            null);
    jobs.add(Job.submitted(ticket));
    return ticket;
  }

  private static int delete(String table, UUID id) {
    return DATABASE
        .jdbc()
        .sql("delete from %s where id = :id".formatted(table))
        .param("id", id)
        .update();
  }
}
