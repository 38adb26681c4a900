package dev.lorafoundry.diffusion.training;

import com.sun.management.OperatingSystemMXBean;
import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.tensor.TensorRuntime;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What steps of a training cost.
 *
 * @param seconds processor time of one
 * @param loaded bytes that the training has between steps, beyond those before it
 * @param peak most bytes in a step, beyond those before the training
 */
record StepCost(double seconds, long loaded, long peak) {
  private static final double MIB = 1 << 20;

  /** How many steps are taken before those that are measured, and how many of these. */
  record Steps(int before, int measured) {}

  /** Trains on one picture after another. */
  static StepCost of(
      TensorRuntime runtime,
      TrainingBase base,
      TrainingSettings settings,
      DatasetSnapshot snapshot,
      Steps steps) {
    long before = PeakMemory.settled();
    try (TrainingSession session =
        TrainingSession.start(runtime, base, settings, snapshot, Sessions::picture)) {
      take(session, steps.before());
      long loaded = PeakMemory.settled();
      try (PeakMemory memory = PeakMemory.watching()) {
        long start = processorNanos();
        take(session, steps.measured());
        double seconds = (processorNanos() - start) / 1e9 / steps.measured();
        return new StepCost(seconds, loaded - before, memory.bytes() - before);
      }
    }
  }

  /** Pictures of this side. */
  static DatasetSnapshot pictures(int count, int side) {
    List<DatasetSnapshot.Picture> pictures =
        IntStream.range(0, count)
            .mapToObj(i -> Sessions.picture(i + ".png", side, side, "thing " + i))
            .toList();
    return new DatasetSnapshot(1, "thing", pictures);
  }

  static long processorNanos() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }

  double loadedMib() {
    return loaded / MIB;
  }

  double peakMib() {
    return peak / MIB;
  }

  /** Takes steps, whose losses must be numbers. */
  static void take(TrainingSession session, int steps) {
    IntStream.range(0, steps).forEach(i -> requireNumber(session.takeStep().loss()));
  }

  private static void requireNumber(double loss) {
    if (!Double.isFinite(loss)) {
      throw new IllegalStateException("the loss is " + loss);
    }
  }
}
