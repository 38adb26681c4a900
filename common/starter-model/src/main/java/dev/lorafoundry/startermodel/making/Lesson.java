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

/** Captioned scenes of one size that the U-Net learns from: their scaled latents and tokens. */
final class Lesson {
  private static final Logger log = LoggerFactory.getLogger(Lesson.class);
  private static final long SEED = 3;
  private static final String LATENTS_NAME = "latents";
  private static final int CHUNK = 16;

  private final int side;
  private final float[] latents;
  private final long[][] tokens;
  private final long[] empty;

  private Lesson(int side, float[] latents, long[][] tokens, long[] empty) {
    this.side = side;
    this.latents = latents;
    this.tokens = tokens;
    this.empty = empty;
  }

  /** Encodes so many scenes of this side in pixels, or reads them from the folder. */
  static Lesson of(TensorRuntime runtime, Path folder, ClipTokenizer tokenizer, int side, int count)
      throws IOException {
    float[] latents = latents(runtime, folder, side, count);
    long[][] tokens = new long[count][];
    for (int i = 0; i < count; i++) {
      tokens[i] = tokens(tokenizer, Example.toTrain(SEED, i, side).caption());
    }
    return new Lesson(side, latents, tokens, tokens(tokenizer, ""));
  }

  private static float[] latents(TensorRuntime runtime, Path folder, int side, int count)
      throws IOException {
    Path cache = folder.resolve("latents-" + side + "-" + count + ".safetensors");
    Map<String, Shape> shape = Map.of(LATENTS_NAME, Shape.of(count, values(side)));
    if (!Files.exists(cache)) {
      Map<String, float[]> vae = Tensors.read(folder.resolve(FinishAutoencoder.FINISHED));
      float[] latents = encoded(runtime, vae, side, count);
      Tensors.write(cache, shape, Map.of(LATENTS_NAME, latents), DType.F32);
      log.info("{} scenes of {} pixels encoded", count, side);
    }
    return Tensors.of(Tensors.read(cache), LATENTS_NAME);
  }

  private static float[] encoded(
      TensorRuntime runtime, Map<String, float[]> values, int side, int count) {
    float[] all = new float[count * values(side)];
    int pixels = 3 * side * side;
    try (Vae vae = Vae.of(runtime, values, side)) {
      for (int from = 0; from < count; from += CHUNK) {
        int size = Math.min(CHUNK, count - from);
        float[] planes = new float[size * pixels];
        for (int i = 0; i < size; i++) {
          float[] each = Example.toTrain(SEED, from + i, side).planes();
          System.arraycopy(each, 0, planes, i * pixels, pixels);
        }
        float[] latents = vae.encode(size, planes);
        for (int i = 0; i < latents.length; i++) {
          all[from * values(side) + i] = (float) (latents[i] * Latents.scale(Family.SD1));
        }
      }
    }
    return all;
  }

  /** Numbers in the latents of one picture. */
  private static int values(int side) {
    return Latents.CHANNELS * (side / 8) * (side / 8);
  }

  static long[] tokens(ClipTokenizer tokenizer, String caption) {
    return TokenChunks.of(TokenChunks.Layout.sd1(tokenizer), tokenizer.encode(caption), 75)
        .toArray();
  }

  int count() {
    return tokens.length;
  }

  /** The latents of so many pictures. */
  Shape shape(int pictures) {
    return Shape.of(pictures, Latents.CHANNELS, side / 8, side / 8);
  }

  /** Puts a scene's latents into a batch. */
  void latents(int number, float[] batch, int place) {
    System.arraycopy(latents, number * values(side), batch, place * values(side), values(side));
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
