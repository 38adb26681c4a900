package dev.lorafoundry.startermodel.making;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.diffusion.tokenizer.ClipTokenizer;
import dev.lorafoundry.diffusion.tokenizer.TokenChunks;
import dev.lorafoundry.diffusion.vae.Latents;
import dev.lorafoundry.startermodel.scene.Example;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.TensorRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The captioned scenes that the U-Net learns from: their scaled latents and tokens. */
final class Lesson {
  static final int SIDE = 64;
  static final int LATENTS = Latents.CHANNELS * (SIDE / 8) * (SIDE / 8);

  private static final Logger log = LoggerFactory.getLogger(Lesson.class);
  private static final long SEED = 3;
  private static final String LATENTS_NAME = "latents";
  private static final int CHUNK = 16;

  private final float[] latents;
  private final long[][] tokens;
  private final long[] empty;

  private Lesson(float[] latents, long[][] tokens, long[] empty) {
    this.latents = latents;
    this.tokens = tokens;
    this.empty = empty;
  }

  /** Encodes so many scenes, or reads them from the folder. */
  static Lesson of(TensorRuntime runtime, Path folder, ClipTokenizer tokenizer, int count)
      throws IOException {
    float[] latents = latents(runtime, folder, count);
    long[][] tokens = new long[count][];
    for (int i = 0; i < count; i++) {
      tokens[i] = tokens(tokenizer, example(i).caption());
    }
    return new Lesson(latents, tokens, tokens(tokenizer, ""));
  }

  private static Example example(int number) {
    return Example.toTrain(SEED, number, SIDE);
  }

  private static float[] latents(TensorRuntime runtime, Path folder, int count) throws IOException {
    Path cache = folder.resolve("latents-" + count + ".safetensors");
    Map<String, Shape> shape = Map.of(LATENTS_NAME, Shape.of(count, LATENTS));
    if (!Files.exists(cache)) {
      Map<String, float[]> values = Tensors.read(folder.resolve(FinishAutoencoder.FINISHED));
      float[] latents = encoded(runtime, values, count);
      Tensors.write(cache, shape, Map.of(LATENTS_NAME, latents), DType.F32);
      log.info("{} scenes encoded", count);
    }
    return Tensors.read(cache).getOrDefault(LATENTS_NAME, new float[0]);
  }

  private static float[] encoded(TensorRuntime runtime, Map<String, float[]> values, int count) {
    float[] all = new float[count * LATENTS];
    int pixels = 3 * SIDE * SIDE;
    try (Vae vae = Vae.of(runtime, values, SIDE)) {
      for (int from = 0; from < count; from += CHUNK) {
        int size = Math.min(CHUNK, count - from);
        float[] planes = new float[size * pixels];
        for (int i = 0; i < size; i++) {
          System.arraycopy(example(from + i).planes(), 0, planes, i * pixels, pixels);
        }
        float[] latents = vae.encode(size, planes);
        for (int i = 0; i < latents.length; i++) {
          all[from * LATENTS + i] = (float) (latents[i] * Latents.scale(Family.SD1));
        }
      }
    }
    return all;
  }

  static long[] tokens(ClipTokenizer tokenizer, String caption) {
    return TokenChunks.of(TokenChunks.Layout.sd1(tokenizer), tokenizer.encode(caption), 75)
        .toArray();
  }

  int count() {
    return tokens.length;
  }

  /** Puts a scene's latents into a batch. */
  void latents(int number, float[] batch, int place) {
    System.arraycopy(latents, number * LATENTS, batch, place * LATENTS, LATENTS);
  }

  /** A scene's tokens. */
  long[] tokens(int number) {
    return tokens[number];
  }

  /** The tokens of no caption. */
  long[] noTokens() {
    return empty;
  }
}
