package dev.lorafoundry.startermodel.making;

import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.diffusion.vae.VaeDecoder;
import dev.lorafoundry.diffusion.vae.VaeEncoder;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.Outputs;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.TensorRuntime;
import java.util.Map;

/** The trained autoencoder, for pictures of one side. */
final class Vae implements AutoCloseable {
  private final TensorRuntime runtime;
  private final Executable executable;
  private final int side;

  private Vae(TensorRuntime runtime, Executable executable, int side) {
    this.runtime = runtime;
    this.executable = executable;
    this.side = side;
  }

  static Vae of(TensorRuntime runtime, Map<String, float[]> values, int side) {
    Map<String, Shape> shapes = VaeLayout.shapes();
    Program program = new Program("vae");
    Weights weights = Weights.of(program, shapes).at(VaeLayout.PREFIX);
    VaeEncoder encoder = new VaeEncoder(weights);
    VaeDecoder decoder = new VaeDecoder(weights);
    program.method("encode", m -> m.returns("mean", encoder.forward(m.input("pictures")).mean()));
    program.method("decode", m -> m.returns("pictures", decoder.forward(m.input("latents"))));
    try (Scope tensors = new Scope(runtime)) {
      Executable executable =
          runtime.load(
              program, name -> tensors.floats(Tensors.of(shapes, name), Tensors.of(values, name)));
      return new Vae(runtime, executable, side);
    }
  }

  /** Planes of so many pictures in [-1, 1] to unscaled latents. */
  float[] encode(int count, float[] planes) {
    try (Tensor pictures = runtime.floats(Shape.of(count, 3, side, side), planes);
        Outputs out = executable.run("encode", Map.of("pictures", pictures))) {
      return out.get("mean").toFloats();
    }
  }

  /** Unscaled latents to planes of pictures. */
  float[] decode(int count, float[] latents) {
    try (Tensor given = runtime.floats(Shape.of(count, 4, side / 8, side / 8), latents);
        Outputs out = executable.run("decode", Map.of("latents", given))) {
      return out.get("pictures").toFloats();
    }
  }

  @Override
  public void close() {
    executable.close();
  }
}
