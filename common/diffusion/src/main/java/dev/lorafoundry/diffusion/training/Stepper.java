package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.diffusion.unet.TimeEmbedding;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.Outputs;
import dev.lorafoundry.tensor.OwnedTensors;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.TensorRuntime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Sends batches through a loaded {@link StepProgram}: only the small inputs are made each time. */
final class Stepper {
  private final TensorRuntime runtime;
  private final Executable executable;
  private final StepProgram program;

  /** Numbers of the batches of the optimiser step that is under way. */
  private final List<Long> underWay = new ArrayList<>();

  /**
   * What a batch gave.
   *
   * @param largestWeight that went into the loss
   * @param gradientNorm before clipping, where the batch ended an optimiser step
   */
  record Result(double loss, double largestWeight, double gradientNorm) {}

  Stepper(TensorRuntime runtime, Executable executable, StepProgram program) {
    this.runtime = runtime;
    this.executable = executable;
    this.program = program;
  }

  /** Adds a batch's gradients to those of the optimiser step that is under way. */
  Result accumulate(Batch batch, double lossScale) {
    underWay.add(batch.number());
    try (Inputs inputs = new Inputs()) {
      fill(inputs, batch, lossScale);
      try (Outputs outputs = executable.run(StepProgram.ACCUMULATE, inputs.byName)) {
        return result(batch, outputs.item("loss"), Double.NaN);
      }
    }
  }

  /**
   * Ends an optimiser step.
   *
   * @param rates learning rate of each group of the program
   */
  Result step(Batch batch, double lossScale, double... rates) {
    underWay.add(batch.number());
    try (Inputs inputs = new Inputs()) {
      fill(inputs, batch, lossScale);
      program
          .dropout()
          .lastInputs(runtime, underWay, program.program().parameters().keySet())
          .forEach(inputs::own);
      underWay.clear();
      inputs.own("rates", runtime.floats(Shape.of(rates.length), floats(rates)));
      try (Outputs outputs = executable.run(StepProgram.STEP, inputs.byName)) {
        return result(batch, outputs.item("loss"), outputs.item("norm"));
      }
    }
  }

  /**
   * Judges the weights without changing anything.
   *
   * @param averaged whether those that the optimiser keeps an average of
   * @return mean squared error of each picture of the batch
   */
  float[] errors(Batch batch, boolean averaged) {
    try (Inputs inputs = new Inputs()) {
      fill(inputs, batch, Objective.plainShares(batch));
      String method = averaged ? StepProgram.VALIDATE_AVERAGE : StepProgram.VALIDATE;
      try (Outputs outputs = executable.run(method, inputs.byName)) {
        return outputs.get("errors").toFloats();
      }
    }
  }

  private Result result(Batch batch, double loss, double gradientNorm) {
    return new Result(loss, program.objective().largestWeight(batch), gradientNorm);
  }

  private void fill(Inputs inputs, Batch batch, double lossScale) {
    fill(inputs, batch, program.objective().inputs(batch));
    if (program.objective().perturbs()) {
      inputs.own(Objective.SHOWN, runtime.floats(shape(batch), batch.noise().shown()));
    }
    program
        .dropout()
        .inputs(runtime, batch.number(), batch.size(), batch.texts())
        .forEach(inputs::own);
    if (program.scalesLoss()) {
      inputs.own("scale", runtime.scalar(lossScale));
    }
  }

  /** What both training and judging take. */
  private void fill(Inputs inputs, Batch batch, Map<String, float[]> ofTimesteps) {
    int n = batch.size();
    inputs.rows("latents", batch.latents());
    batch.conditions().forEach(inputs::rows);
    inputs.own("noise", runtime.floats(shape(batch), batch.noise().predicted()));
    long width = program.model().timeWidth();
    double[] times = IntStream.range(0, n).mapToDouble(batch::timestep).toArray();
    inputs.own("time", runtime.floats(Shape.of(n, width), TimeEmbedding.of(width, times)));
    ofTimesteps.forEach(
        (name, numbers) -> inputs.own(name, runtime.floats(Shape.of(n, 1, 1, 1), numbers)));
  }

  /** Of the batch's latents. */
  private static Shape shape(Batch batch) {
    Shape table = batch.latents().table().shape();
    return Shape.of(batch.size(), table.size(1), table.size(2), table.size(3));
  }

  private static float[] floats(double... numbers) {
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }

  /** The inputs of one call; closing it closes those that were made for it. */
  private final class Inputs implements AutoCloseable {
    private final Map<String, Tensor> byName = new HashMap<>();
    private final OwnedTensors owned = new OwnedTensors();

    void rows(String table, Batch.Rows rows) {
      byName.put(table, rows.table());
      long[] numbers = rows.rows().stream().mapToLong(row -> row).toArray();
      own(Tables.rowsOf(table), runtime.longs(Shape.of(numbers.length), numbers));
    }

    void own(String name, Tensor tensor) {
      byName.put(name, owned.put(name, tensor));
    }

    @Override
    public void close() {
      owned.close();
    }
  }
}
