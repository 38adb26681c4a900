package dev.lorafoundry.diffusion.noise;

import static dev.lorafoundry.tensor.SplitMix64.GAMMA;
import static dev.lorafoundry.tensor.SplitMix64.mix;

import dev.lorafoundry.tensor.SplitMix64;
import java.util.Collections;
import java.util.List;

/**
 * Random numbers that depend on (seed, step, purpose) alone: not on what was drawn before, not on
 * the machine. So training resumes exactly, and pictures can be rendered in any grouping.
 *
 * <p>{@link SplitMix64} started from a hash of the three; normal numbers by Box and Muller's
 * formula in strict arithmetic.
 */
public final class Draws {
  private long state;

  private Draws(long state) {
    this.state = state;
  }

  /**
   * @param step which draw of this purpose: a training step, a picture's number
   */
  public static Draws of(long seed, long step, Purpose purpose) {
    long state = mix(seed + GAMMA);
    state = mix(state ^ mix(step + 2 * GAMMA));
    return new Draws(mix(state ^ mix(purpose.number() + 3 * GAMMA)));
  }

  /**
   * The stream that starts there: what a program draws from it.
   *
   * @param start any whole number, such as one of {@link #starts}
   */
  public static Draws from(long start) {
    return new Draws(start);
  }

  /** Where so many streams of their own start, for programs that draw themselves. */
  public long[] starts(int count) {
    long[] starts = new long[count];
    for (int i = 0; i < count; i++) {
      starts[i] = next();
    }
    return starts;
  }

  /** A number in [0, 1). */
  public double uniform() {
    return SplitMix64.unit(next());
  }

  /** A whole number from {@code low} up to but not including {@code high}. */
  public int between(int low, int high) {
    if (high <= low) {
      throw new IllegalArgumentException("no whole number lies from " + low + " to below " + high);
    }
    return low + (int) (uniform() * (high - low));
  }

  /** Numbers evenly distributed over (-bound, bound). */
  public float[] uniforms(int count, double bound) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) ((2 * uniform() - 1) * bound);
    }
    return numbers;
  }

  /** Normal numbers of mean 0 and deviation 1. */
  public float[] normals(int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i += 2) {
      double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
      double angle = 2 * Math.PI * uniform();
      numbers[i] = (float) (radius * StrictMath.cos(angle));
      if (i + 1 < count) {
        numbers[i + 1] = (float) (radius * StrictMath.sin(angle));
      }
    }
    return numbers;
  }

  /** Puts the list into random order. */
  public void shuffle(List<?> list) {
    for (int i = list.size() - 1; i > 0; i--) {
      Collections.swap(list, i, between(0, i + 1));
    }
  }

  private long next() {
    state += GAMMA;
    return mix(state);
  }
}
