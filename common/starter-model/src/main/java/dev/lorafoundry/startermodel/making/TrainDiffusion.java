package dev.lorafoundry.startermodel.making;

import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.diffusion.noise.Draws;
import dev.lorafoundry.diffusion.noise.NoiseSchedule;
import dev.lorafoundry.diffusion.noise.Purpose;
import dev.lorafoundry.diffusion.tokenizer.ClipTokenizer;
import dev.lorafoundry.diffusion.tokenizer.Vocabulary;
import dev.lorafoundry.diffusion.unet.TimeEmbedding;
import dev.lorafoundry.startermodel.scene.Scene;
import dev.lorafoundry.tensor.Outputs;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.TensorRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Trains text encoder and U-Net together to predict the noise in scenes' latents, weighted by
 * min-SNR, one caption in ten left out so that guidance works.
 *
 * <p>Usage: {@code TrainDiffusion FOLDER STEPS RATE THREADS}, after {@link FinishAutoencoder}. It
 * goes on from the state in the folder, if there is one.
 */
public final class TrainDiffusion {
  static final String STATE = "diffusion-state.safetensors";

  private static final long SEED = 4;
  private static final int SCENES = 12_288;
  private static final int BATCH = 16;
  private static final int TIME_WIDTH = 64;
  private static final double WITHOUT_CAPTION = 0.1;
  private static final double GAMMA = 5;
  private static final double DECISIVE = 0.7; // share of the samples
  private static final int FIRST_DECISIVE = 50;
  private static final int LAST_DECISIVE = 600;
  private static final double AVERAGED = 0.002;
  private static final int SAVE = 250;

  private final Lesson lesson;
  private final NoiseSchedule schedule = NoiseSchedule.stableDiffusion();

  private TrainDiffusion(Lesson lesson) {
    this.lesson = lesson;
  }

  public static void main(String... arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Course course = new Course(Double.parseDouble(arguments[2]), 200, Long.parseLong(arguments[1]));
    ClipTokenizer tokenizer = new ClipTokenizer(vocabulary());
    try (TensorRuntime runtime = TensorRuntime.cpu(Integer.parseInt(arguments[3]))) {
      Lesson lesson = Lesson.of(runtime, folder, tokenizer, SCENES);
      try (Learner learner = learner(runtime, tokenizer.size(), folder.resolve(STATE))) {
        new TrainDiffusion(lesson).train(runtime, learner, course, folder.resolve(STATE));
      }
    }
  }

  /** The words of all captions. */
  static Vocabulary vocabulary() {
    return BytePairs.learn(Scene.vocabulary());
  }

  private static Learner learner(TensorRuntime runtime, int tokens, Path state) throws IOException {
    Program program = DiffusionModel.training(tokens, AVERAGED);
    return Files.exists(state)
        ? Learner.restored(runtime, program, state, Map.of())
        : Learner.beginning(runtime, program, Beginning.of(DiffusionModel.shapes(tokens), SEED));
  }

  private void train(TensorRuntime runtime, Learner learner, Course course, Path state)
      throws IOException {
    Progress progress = Progress.of("error", "loss");
    while (learner.step() < course.steps()) {
      try (Scope scope = new Scope(runtime);
          Outputs out = learner.take(batch(scope, learner.step()), course.rate(learner.step()))) {
        progress.after(learner.step(), out);
      }
      if (learner.step() % SAVE == 0) {
        learner.save(state);
      }
    }
    learner.save(state);
  }

  private Map<String, Tensor> batch(Scope scope, long step) {
    float[] latents = new float[BATCH * Lesson.LATENTS];
    long[] tokens = new long[BATCH * 77];
    Draws order = Draws.of(SEED, step, Purpose.ORDER);
    Draws times = Draws.of(SEED, step, Purpose.TIMESTEPS);
    double[] timesteps = new double[BATCH];
    float[] signal = new float[BATCH];
    float[] deviation = new float[BATCH];
    float[] weight = new float[BATCH];
    for (int i = 0; i < BATCH; i++) {
      int number = order.between(0, lesson.count());
      lesson.latents(number, latents, i);
      long[] caption =
          order.uniform() < WITHOUT_CAPTION ? lesson.noTokens() : lesson.tokens(number);
      System.arraycopy(caption, 0, tokens, i * 77, 77);
      int timestep = timestep(times);
      timesteps[i] = timestep;
      signal[i] = (float) Math.sqrt(schedule.alpha(timestep));
      deviation[i] = (float) Math.sqrt(1 - schedule.alpha(timestep));
      weight[i] = (float) schedule.minSnrWeight(timestep, GAMMA, PredictionType.EPSILON);
    }
    int side = Lesson.SIDE / 8;
    float[] noise = Draws.of(SEED, step, Purpose.NOISE).normals(latents.length);
    return Map.of(
        "latents", scope.floats(Shape.of(BATCH, 4, side, side), latents),
        "noise", scope.floats(Shape.of(BATCH, 4, side, side), noise),
        "signal", scope.floats(Shape.of(BATCH, 1, 1, 1), signal),
        "deviation", scope.floats(Shape.of(BATCH, 1, 1, 1), deviation),
        "weight", scope.floats(Shape.of(BATCH), weight),
        "time", scope.floats(Shape.of(BATCH, TIME_WIDTH), TimeEmbedding.of(TIME_WIDTH, timesteps)),
        "tokens", scope.longs(Shape.of(BATCH, 1, 77), tokens));
  }

  /** Any timestep, but mostly one at which outlines are decided. */
  private static int timestep(Draws draws) {
    return draws.uniform() < DECISIVE
        ? draws.between(FIRST_DECISIVE, LAST_DECISIVE)
        : draws.between(0, NoiseSchedule.TIMESTEPS);
  }
}
