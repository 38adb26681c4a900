package dev.lorafoundry.startermodel.making;

import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.diffusion.vae.VaeDecoder;
import dev.lorafoundry.diffusion.vae.VaeEncoder;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.MethodScope;
import dev.lorafoundry.tensor.Outputs;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.TensorRuntime;
import dev.lorafoundry.tensor.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Trains the autoencoder on scenes and doodles, at first on pieces, then on whole pictures, by
 * {@link Likeness} and a little of the divergence from the unit normal distribution. Computes in
 * bf16, in which the starter model was made.
 *
 * <p>Usage: {@code TrainAutoencoder FOLDER STEPS RATE THREADS}. It goes on from the state in the
 * folder, if there is one.
 */
public final class TrainAutoencoder {
  static final String STATE = "autoencoder-state.safetensors";

  private static final long SEED = 1;
  private static final double DIVERGENCE = 3e-4;
  private static final double AVERAGED = 0.005;
  private static final double WHOLE_FROM = 0.75; // share of the steps
  private static final int SAVE = 200;

  private TrainAutoencoder() {}

  public static void main(String... arguments) throws IOException {
    Locale.setDefault(Locale.ENGLISH);
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    Path state = folder.resolve(STATE);
    Course course = new Course(Double.parseDouble(arguments[2]), 50, Long.parseLong(arguments[1]));
    try (TensorRuntime runtime = TensorRuntime.cpu(Integer.parseInt(arguments[3]));
        Learner learner =
            Files.exists(state)
                ? Learner.restored(runtime, program(), state, Map.of())
                : Learner.beginning(runtime, program(), Beginning.of(VaeLayout.shapes(), SEED))) {
      train(runtime, learner, course, state);
    }
  }

  private static void train(TensorRuntime runtime, Learner learner, Course course, Path state)
      throws IOException {
    Progress progress = Progress.of("difference", "divergence");
    while (learner.step() < course.steps()) {
      long step = learner.step();
      Pieces pieces =
          step < course.steps() * WHOLE_FROM ? Pieces.cut(SEED, step) : Pieces.whole(SEED, step);
      try (Scope scope = new Scope(runtime);
          Outputs out = learner.take(pieces.batch(scope), course.rate(step))) {
        progress.after(learner.step(), out);
      }
      if (learner.step() % SAVE == 0) {
        learner.save(state);
      }
    }
    learner.save(state);
  }

  private static Program program() {
    Program program = new Program("autoencoder", DType.BF16);
    Weights weights =
        Weights.of(program, VaeLayout.shapes()).training(name -> true).at(VaeLayout.PREFIX);
    VaeEncoder encoder = new VaeEncoder(weights);
    VaeDecoder decoder = new VaeDecoder(weights);
    program.method("step", m -> step(m, encoder, decoder));
    return program;
  }

  private static void step(MethodScope m, VaeEncoder encoder, VaeDecoder decoder) {
    var leaves = m.train();
    Value pictures = m.input("pictures");
    VaeEncoder.Posterior posterior = encoder.forward(pictures);
    Value mean = posterior.mean();
    Value logVariance = posterior.logVariance();
    Value latents = mean.add(logVariance.mul(0.5).exp().mul(m.input("noise")));
    Value error = decoder.forward(latents).sub(pictures); // (B, 3, H, W)
    Value divergence = mean.square().add(logVariance.exp()).sub(1).sub(logVariance).mean().mul(0.5);
    m.returns("difference", error.abs().mean().detach());
    m.returns("divergence", divergence.detach());
    Descent.end(m, Likeness.loss(error).add(divergence.mul(DIVERGENCE)), leaves, AVERAGED);
  }
}
