package dev.lorafoundry.startermodel.making;

import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.diffusion.vae.VaeDecoder;
import dev.lorafoundry.diffusion.vae.VaeEncoder;
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
import java.util.TreeMap;

/**
 * Goes on training the finished autoencoder's decoder, so that latents stay what the U-Net learns
 * from. The latents get a little noise, which makes the decoder patient with a U-Net's.
 *
 * <p>Usage: {@code TrainDecoder FOLDER STEPS RATE THREADS}, then {@code PackModel}. It goes on from
 * the state in the folder, if there is one.
 */
public final class TrainDecoder {
  static final String STATE = "decoder-state.safetensors";

  private static final long SEED = 6;
  private static final double AVERAGED = 0.005;
  private static final double NOISE = 0.3; // in unscaled latents, whose deviation is about 5.5
  private static final int SAVE = 200;

  private TrainDecoder() {}

  public static void main(String... arguments) throws IOException {
    Locale.setDefault(Locale.ENGLISH);
    Path folder = Path.of(arguments[0]);
    Path state = folder.resolve(STATE);
    Course course = new Course(Double.parseDouble(arguments[2]), 50, Long.parseLong(arguments[1]));
    Map<String, float[]> autoencoder = Tensors.read(folder.resolve(FinishAutoencoder.FINISHED));
    try (TensorRuntime runtime = TensorRuntime.cpu(Integer.parseInt(arguments[3]));
        Learner learner =
            Files.exists(state)
                ? Learner.restored(runtime, program(), state, autoencoder)
                : Learner.beginning(runtime, program(), autoencoder)) {
      train(runtime, learner, course, state);
    }
  }

  private static void train(TensorRuntime runtime, Learner learner, Course course, Path state)
      throws IOException {
    Progress progress = Progress.of("difference");
    while (learner.step() < course.steps()) {
      try (Scope scope = new Scope(runtime);
          Outputs out =
              learner.take(
                  Pieces.whole(SEED, learner.step()).batch(scope), course.rate(learner.step()))) {
        progress.after(learner.step(), out);
      }
      if (learner.step() % SAVE == 0) {
        learner.save(state);
      }
    }
    learner.save(state);
  }

  /** The finished autoencoder with what the decoder learnt since, if it did. */
  static Map<String, float[]> improved(Path folder) throws IOException {
    Map<String, float[]> all =
        new TreeMap<>(Tensors.read(folder.resolve(FinishAutoencoder.FINISHED)));
    if (Files.exists(folder.resolve(STATE))) {
      all.putAll(Tensors.read(folder.resolve(STATE), Descent.AVERAGE + "."));
    }
    return all;
  }

  private static Program program() {
    Program program = new Program("decoder");
    Weights weights =
        Weights.of(program, VaeLayout.shapes())
            .training(name -> name.contains(".decoder."))
            .at(VaeLayout.PREFIX);
    VaeEncoder encoder = new VaeEncoder(weights);
    VaeDecoder decoder = new VaeDecoder(weights);
    program.method("step", m -> step(m, encoder, decoder));
    return program;
  }

  private static void step(MethodScope m, VaeEncoder encoder, VaeDecoder decoder) {
    var leaves = m.train();
    Value pictures = m.input("pictures");
    Value latents = encoder.forward(pictures).mean().detach().add(m.input("noise").mul(NOISE));
    Value error = decoder.forward(latents).sub(pictures); // (B, 3, H, W)
    m.returns("difference", error.abs().mean().detach());
    Descent.end(m, Likeness.loss(error), leaves, AVERAGED);
  }
}
