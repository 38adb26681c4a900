package dev.lorafoundry.messaging.work;

import dev.lorafoundry.contracts.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * What a worker says of itself. A process that does several kinds of work side by side has one name
 * for each, since a name holds one lease at a time.
 *
 * @param device such as {@code cpu, 2 threads} or {@code cuda:0}
 * @param deviceMemory of the device, in bytes; absent: unknown, as of a processor
 */
public record WorkerSelf(
    WorkerId id, String device, @Nullable Long deviceMemory, String softwareVersion) {}
