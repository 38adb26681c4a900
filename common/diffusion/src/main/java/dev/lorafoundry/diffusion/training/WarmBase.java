package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.diffusion.lora.BaseMagnitudes;
import dev.lorafoundry.diffusion.lora.LoraNetwork;
import dev.lorafoundry.diffusion.model.ModelTensors;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.TensorRuntime;
import dev.lorafoundry.tensor.WarmPrograms;
import java.util.Map;

/**
 * A base model that trainings follow one another on, such as the jobs of a grid: its weights stay
 * on the device, the last training's program stays compiled, and pictures and captions are encoded
 * once. A training on it gives the same numbers, bit for bit, as one that starts cold. For one
 * thread and one training at a time.
 */
public final class WarmBase implements AutoCloseable {
  private final TensorRuntime runtime;
  private final TrainingBase base;
  private final FrozenOutputs known;
  private final ModelTensors weights;
  private final WarmPrograms programs;
  private final boolean once;
  private Runnable beforeEncoding = () -> {};
  private boolean inUse;

  /**
   * @param base stays open as long
   * @param known may serve one base model after another
   */
  public WarmBase(TensorRuntime runtime, TrainingBase base, FrozenOutputs known) {
    this(runtime, base, known, false);
  }

  private WarmBase(TensorRuntime runtime, TrainingBase base, FrozenOutputs known, boolean once) {
    this.once = once;
    this.runtime = runtime;
    this.base = base;
    this.known = known;
    this.weights = base.file().tensors(runtime);
    this.programs = new WarmPrograms(runtime, weights);
  }

  /** For a single training, with which it is closed. */
  static WarmBase once(TensorRuntime runtime, TrainingBase base) {
    return new WarmBase(runtime, base, new FrozenOutputs(0), true);
  }

  public TrainingBase base() {
    return base;
  }

  /**
   * Gives others a word while the next training's captions are encoded, which may take minutes.
   *
   * @param action is run before each caption; what it throws ends the training
   */
  public void beforeEncoding(Runnable action) {
    beforeEncoding = action;
  }

  /** A caption is about to be encoded. */
  void encoding() {
    beforeEncoding.run();
  }

  TensorRuntime runtime() {
    return runtime;
  }

  FrozenOutputs known() {
    return known;
  }

  WarmPrograms programs() {
    return programs;
  }

  /** What magnitudes of a network start with, by name; none where it has none. */
  Map<String, StoredTensor> magnitudes(LoraNetwork network) {
    return BaseMagnitudes.of(runtime, base.file().shapes(), weights, network);
  }

  /** A training starts. */
  void begin() {
    if (inUse) {
      throw new IllegalStateException(
          "another training is under way on base model " + base.sha256());
    }
    inUse = true;
  }

  /** It was closed. */
  void end() {
    inUse = false;
    beforeEncoding = () -> {};
    if (once) {
      close();
    }
  }

  @Override
  public void close() {
    programs.close();
    weights.close();
  }
}
