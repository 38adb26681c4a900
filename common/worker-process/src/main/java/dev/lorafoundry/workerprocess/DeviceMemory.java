package dev.lorafoundry.workerprocess;

import dev.lorafoundry.diffusion.memory.MemorySize;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/**
 * How much memory the device of this process has, found out once.
 *
 * @param bytes empty: unknown, as of a processor
 */
public record DeviceMemory(OptionalLong bytes) {
  private static final Logger log = LoggerFactory.getLogger(DeviceMemory.class);

  /**
   * @param told by the operator, 0 to tell nobody; absent: the device is asked
   * @param device answers how much it has, if it knows
   */
  static DeviceMemory of(@Nullable DataSize told, Supplier<OptionalLong> device) {
    OptionalLong found = told == null ? device.get() : OptionalLong.of(told.toBytes());
    OptionalLong known = found.stream().filter(bytes -> bytes > 0).findAny();
    known.ifPresent(bytes -> log.info("The device has {} of memory", MemorySize.text(bytes)));
    return new DeviceMemory(known);
  }

  @Nullable Long orNull() {
    return bytes.isPresent() ? bytes.getAsLong() : null;
  }
}
