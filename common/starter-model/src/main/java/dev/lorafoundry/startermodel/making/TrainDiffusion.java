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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains text encoder and U-Net together to predict the noise in scenes' latents, weighted by
 * min-SNR, one caption in ten left out so that guidance works. The pictures of a step have one
 * size; steps change between the sizes.
 *
 * <p>Usage: {@code TrainDiffusion FOLDER STEPS RATE THREADS}, after {@link FinishAutoencoder} or
 * {@link UnpackModel}. It goes on from the state in the folder, if there is one.
 */
public final class TrainDiffusion {
  static final String STATE = "diffusion-state.safetensors";
  static final String BEGINNING = "diffusion-beginning.safetensors";

  private static final Logger log = LoggerFactory.getLogger(TrainDiffusion.class);
  private static final List<Size> SIZES =
      List.of(new Size(64, 12_288, 12, 3), new Size(96, 8_192, 8, 3), new Size(128, 8_192, 6, 4));
  private static final int TURNS = SIZES.stream().mapToInt(Size::turns).sum();

  private static final long SEED = 4;
  private static final int TIME_WIDTH = 64;
  private static final double WITHOUT_CAPTION = 0.1;
  private static final double GAMMA = 5;
  private static final double DECISIVE = 0.7; // share of the samples
  private static final int FIRST_DECISIVE = 50;
  private static final int LAST_DECISIVE = 750;
  private static final double AVERAGED = 0.002;
  private static final int SAVE = 250;

  private final NoiseSchedule schedule = NoiseSchedule.stableDiffusion();
  private final List<Lesson> lessons;

  private TrainDiffusion(List<Lesson> lessons) {
    this.lessons = lessons;
  }

  /**
   * Pictures of one size.
   *
   * @param side in pixels
   * @param batch pictures of one step
   * @param turns steps of so many {@link #TURNS}
   */
  private record Size(int side, int scenes, int batch, int turns) {}

  public static void main(String... arguments) throws IOException {
    Locale.setDefault(Locale.ENGLISH);
    Path folder = Path.of(arguments[0]);
    Course course = new Course(Double.parseDouble(arguments[2]), 200, Long.parseLong(arguments[1]));
    ClipTokenizer tokenizer = new ClipTokenizer(vocabulary());
    try (TensorRuntime runtime = TensorRuntime.cpu(Integer.parseInt(arguments[3]))) {
      List<Lesson> lessons = new ArrayList<>();
      for (Size size : SIZES) {
        lessons.add(Lesson.of(runtime, folder, tokenizer, size.side(), size.scenes()));
      }
      try (Learner learner = learner(runtime, tokenizer.size(), folder)) {
        new TrainDiffusion(lessons).train(runtime, learner, course, folder.resolve(STATE));
      }
    }
  }

  /** The words of all captions. */
  static Vocabulary vocabulary() {
    return BytePairs.learn(Scene.vocabulary());
  }

  private static Learner learner(TensorRuntime runtime, int tokens, Path folder)
      throws IOException {
    Program program = DiffusionModel.training(tokens, AVERAGED);
    Path state = folder.resolve(STATE);
    if (Files.exists(state)) {
      return Learner.restored(runtime, program, state, Map.of());
    }
    Path beginning = folder.resolve(BEGINNING);
    if (Files.exists(beginning)) {
      log.info("begins with the weights of {}", beginning);
      return Learner.beginning(runtime, program, Tensors.read(beginning));
    }
    return Learner.beginning(runtime, program, Beginning.of(DiffusionModel.shapes(tokens), SEED));
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
    int size = size(step);
    Lesson lesson = lessons.get(size);
    int batch = SIZES.get(size).batch();
    float[] latents = new float[Math.toIntExact(lesson.shape(batch).elements())];
    long[] tokens = new long[batch * 77];
    Draws order = Draws.of(SEED, step, Purpose.ORDER);
    Draws times = Draws.of(SEED, step, Purpose.TIMESTEPS);
    double[] timesteps = new double[batch];
    float[] signal = new float[batch];
    float[] deviation = new float[batch];
    float[] weight = new float[batch];
    for (int i = 0; i < batch; i++) {
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
    float[] noise = Draws.of(SEED, step, Purpose.NOISE).normals(latents.length);
    return Map.of(
        "latents", scope.floats(lesson.shape(batch), latents),
        "noise", scope.floats(lesson.shape(batch), noise),
        "signal", scope.floats(Shape.of(batch, 1, 1, 1), signal),
        "deviation", scope.floats(Shape.of(batch, 1, 1, 1), deviation),
        "weight", scope.floats(Shape.of(batch), weight),
        "time", scope.floats(Shape.of(batch, TIME_WIDTH), TimeEmbedding.of(TIME_WIDTH, timesteps)),
        "tokens", scope.longs(Shape.of(batch, 1, 77), tokens));
  }

  /** Place in {@link #SIZES} of a step's size. */
  private static int size(long step) {
    int turn = (int) (step % TURNS);
    int size = 0;
    while (turn >= SIZES.get(size).turns()) {
      turn -= SIZES.get(size++).turns();
    }
    return size;
  }

  /** Any timestep, but mostly one at which outlines are decided. */
  private static int timestep(Draws draws) {
    return draws.uniform() < DECISIVE
        ? draws.between(FIRST_DECISIVE, LAST_DECISIVE)
        : draws.between(0, NoiseSchedule.TIMESTEPS);
  }
}
