package dev.lorafoundry.tensor;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** What one call costs, and one small training step. The module's README has the command. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class TensorBenchmark {
  private @Nullable TensorRuntime runtime;
  private @Nullable SmallNetwork network;

  @Setup
  public void open() {
    runtime = TensorRuntime.cpu(1);
    network = new SmallNetwork(runtime);
  }

  @Benchmark
  public void call() {
    network.call();
  }

  @Benchmark
  public float trainingStep() {
    return network.step();
  }

  @TearDown
  public void close() {
    network.close();
    runtime.close();
  }

  /** Started by name only: the build does not take this class for a test. */
  @Test
  void measure() throws RunnerException {
    new Runner(new OptionsBuilder().include("TensorBenchmark").forks(0).build()).run();
  }
}
