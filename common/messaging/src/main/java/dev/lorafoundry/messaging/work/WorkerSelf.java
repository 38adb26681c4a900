package dev.lorafoundry.messaging.work;

import dev.lorafoundry.contracts.WorkerId;

/**
 * What a worker says of itself. A process that does several kinds of work side by side has one name
 * for each, since a name holds one lease at a time.
 *
 * @param device such as {@code cpu, 2 threads} or {@code NVIDIA H100, 80 GiB}
 */
public record WorkerSelf(WorkerId id, String device, String softwareVersion) {}
