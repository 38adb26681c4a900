package dev.lorafoundry.api.job;

import dev.lorafoundry.api.access.PersonId;
import dev.lorafoundry.api.queue.Priority;
import dev.lorafoundry.contracts.BaseModelReference;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What never changes of a job, but for its priority while it waits.
 *
 * @param name readable name of its result set, unique in its version
 * @param snapshotKey object key of the frozen dataset that it trains on, which names its content
 * @param plannedSteps optimiser steps that its run expected
 * @param owner who started its run; absent: nobody's
 */
public record JobTicket(
    JobId id,
    RunId run,
    VersionId version,
    String name,
    BaseModelReference baseModel,
    String snapshotKey,
    TrainingSettings settings,
    Priority priority,
    long plannedSteps,
    Instant createdAt,
    @Nullable PersonId owner) {}
