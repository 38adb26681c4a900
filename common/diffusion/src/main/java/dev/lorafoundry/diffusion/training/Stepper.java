package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.diffusion.noise.NoiseSchedule;
import dev.lorafoundry.diffusion.unet.TimeEmbedding;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.Outputs;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.TensorRuntime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Sends batches through a loaded {@link StepProgram}: only the small inputs are made each time. */
final class Stepper {
  private final TensorRuntime runtime;
  private final Executable executable;
  private final StepProgram program;
  private final NoiseSchedule schedule = NoiseSchedule.stableDiffusion();
  private final PredictionType prediction;
  private final @Nullable Double minSnrGamma;

  /**
   * Loss of a batch and, where it ended an optimiser step, norm of the gradients before clipping.
   */
  record Result(double loss, double gradientNorm) {}

  Stepper(
      TensorRuntime runtime,
      Executable executable,
      StepProgram program,
      PredictionType prediction,
      @Nullable Double minSnrGamma) {
    this.runtime = runtime;
    this.executable = executable;
    this.program = program;
    this.prediction = prediction;
    this.minSnrGamma = minSnrGamma;
  }

  /** Adds a batch's gradients to those of the optimiser step that is under way. */
  Result accumulate(Batch batch, double lossScale) {
    try (Inputs inputs = inputs(batch, lossScale);
        Outputs outputs = executable.run(StepProgram.ACCUMULATE, inputs.byName)) {
      return new Result(outputs.item("loss"), Double.NaN);
    }
  }

  /**
   * Ends an optimiser step.
   *
   * @param rates learning rate of each group of the program
   */
  Result step(Batch batch, double lossScale, double... rates) {
    try (Inputs inputs = inputs(batch, lossScale)) {
      inputs.add("rates", Shape.of(rates.length), rates.length, i -> rates[i]);
      try (Outputs outputs = executable.run(StepProgram.STEP, inputs.byName)) {
        return new Result(outputs.item("loss"), outputs.item("norm"));
      }
    }
  }

  private Inputs inputs(Batch batch, double lossScale) {
    Inputs inputs = new Inputs();
    try {
      fill(inputs, batch, lossScale);
      return inputs;
    } catch (RuntimeException e) {
      inputs.close();
      throw e;
    }
  }

  private void fill(Inputs inputs, Batch batch, double lossScale) {
    int n = batch.size();
    Shape latents = batch.latents().table().shape();
    Shape perPicture = Shape.of(n, 1, 1, 1);
    double[] times = IntStream.range(0, n).mapToDouble(batch::timestep).toArray();
    inputs.rows("latents", batch.latents());
    inputs.rows(program.takesTokens() ? "tokens" : "states", batch.texts());
    inputs.own(
        "noise",
        runtime.floats(
            Shape.of(n, latents.size(1), latents.size(2), latents.size(3)), batch.noise()));
    inputs.own(
        "time",
        runtime.floats(
            Shape.of(n, program.timeWidth()), TimeEmbedding.of(program.timeWidth(), times)));
    inputs.add("signal", perPicture, n, i -> Math.sqrt(schedule.alpha(batch.timestep(i))));
    inputs.add("noisiness", perPicture, n, i -> Math.sqrt(1 - schedule.alpha(batch.timestep(i))));
    inputs.add("weights", Shape.of(n), n, i -> weight(batch.timestep(i)));
    if (program.scalesLoss()) {
      inputs.own("scale", runtime.scalar(lossScale));
    }
  }

  private double weight(int timestep) {
    return minSnrGamma == null ? 1 : schedule.minSnrWeight(timestep, minSnrGamma, prediction);
  }

  /** The inputs of one call; closing it closes those that were made for it. */
  private final class Inputs implements AutoCloseable {
    private final Map<String, Tensor> byName = new HashMap<>();
    private final List<Tensor> owned = new ArrayList<>();

    void rows(String table, Batch.Rows rows) {
      byName.put(table, rows.table());
      long[] numbers = rows.rows().stream().mapToLong(row -> row).toArray();
      own(table + "_rows", runtime.longs(Shape.of(numbers.length), numbers));
    }

    void own(String name, Tensor tensor) {
      byName.put(name, tensor);
      owned.add(tensor);
    }

    void add(String name, Shape shape, int count, IntToDoubleFunction numbers) {
      float[] floats = new float[count];
      IntStream.range(0, count).forEach(i -> floats[i] = (float) numbers.applyAsDouble(i));
      own(name, runtime.floats(shape, floats));
    }

    @Override
    public void close() {
      owned.forEach(Tensor::close);
    }
  }
}
