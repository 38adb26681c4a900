package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.diffusion.model.BaseModelFile;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.Outputs;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.TensorRuntime;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/** A part of a base model that is not trained; loaded when it is asked for the first time. */
final class FrozenPart implements AutoCloseable {
  private static final String METHOD = "encode";

  private final TensorRuntime runtime;
  private final BaseModelFile model;
  private final Supplier<Program> program;
  private @Nullable Program described;
  private @Nullable Executable loaded;

  /**
   * @param program has one method, {@link #METHOD}
   */
  FrozenPart(TensorRuntime runtime, BaseModelFile model, Supplier<Program> program) {
    this.runtime = runtime;
    this.model = model;
    this.program = program;
  }

  /** Hex digest of all that its outputs depend on, to the bit, but its weights and inputs. */
  String computation() {
    return DigestUtils.sha256Hex(runtime.description() + "\n" + program().description());
  }

  /** Hex digest of its weights, as the file has them. */
  String weights() {
    return model.digest(program().weights().keySet());
  }

  private Program program() {
    Program known = described;
    if (known == null) {
      known = program.get();
      described = known;
    }
    return known;
  }

  Outputs encode(Map<String, Tensor> inputs) {
    Executable part = loaded;
    if (part == null) {
      part = model.load(runtime, program());
      loaded = part;
    }
    return part.run(METHOD, inputs);
  }

  @Override
  public void close() {
    if (loaded != null) {
      loaded.close();
    }
  }
}
