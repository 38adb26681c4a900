package dev.lorafoundry.startermodel.making;

import dev.lorafoundry.diffusion.noise.Draws;
import dev.lorafoundry.diffusion.noise.Purpose;
import dev.lorafoundry.startermodel.scene.Doodle;
import dev.lorafoundry.startermodel.scene.Example;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import java.util.Map;

/**
 * The pictures of one step of the autoencoder's training, scenes and some doodles.
 *
 * @param side of the pieces that are cut from the pictures, in pixels
 */
record Pieces(long seed, long step, int count, int side) {
  private static final int SIDE = 64;
  private static final int WHOLE = 8;
  private static final int CROP = 32;
  private static final int CROPS = 16;
  private static final int DOODLES = 4; // one picture in so many

  /** Whole pictures. */
  static Pieces whole(long seed, long step) {
    return new Pieces(seed, step, WHOLE, SIDE);
  }

  /** Small pieces, which cost a quarter each. */
  static Pieces cut(long seed, long step) {
    return new Pieces(seed, step, CROPS, CROP);
  }

  /** Inputs {@code pictures} (B, 3, H, W) and {@code noise} like their latents (B, 4, H/8, W/8). */
  Map<String, Tensor> batch(Scope scope) {
    Draws draws = Draws.of(seed, step, Purpose.ORDER);
    float[] pictures = new float[count * 3 * side * side];
    for (int i = 0; i < count; i++) {
      int left = draws.between(0, SIDE - side + 1);
      int top = draws.between(0, SIDE - side + 1);
      crop(planes(step * CROPS + i), left, top, pictures, i);
    }
    int places = (side / 8) * (side / 8);
    float[] noise = Draws.of(seed, step, Purpose.LATENTS).normals(count * 4 * places);
    return Map.of(
        "pictures", scope.floats(Shape.of(count, 3, side, side), pictures),
        "noise", scope.floats(Shape.of(count, 4, side / 8, side / 8), noise));
  }

  private float[] planes(long number) {
    return number % DOODLES == 0
        ? Doodle.of(seed, number, SIDE).planes()
        : Example.toTrain(seed, number, SIDE).planes();
  }

  private void crop(float[] planes, int left, int top, float[] into, int place) {
    for (int row = 0; row < 3 * side; row++) {
      int source = (row / side * SIDE + top + row % side) * SIDE + left;
      System.arraycopy(planes, source, into, (place * 3 * side + row) * side, side);
    }
  }
}
