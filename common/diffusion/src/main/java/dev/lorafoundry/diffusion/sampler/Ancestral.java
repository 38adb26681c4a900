package dev.lorafoundry.diffusion.sampler;

/**
 * A step from one sigma to a smaller one, split so that it goes further down than asked and the
 * difference is made up with fresh noise.
 *
 * @param down sigma reached without noise
 * @param up deviation of the noise to add
 */
record Ancestral(double down, double up) {
  static Ancestral step(double from, double to) {
    double up = Math.min(to, Math.sqrt(to * to * (from * from - to * to) / (from * from)));
    return new Ancestral(Math.sqrt(to * to - up * up), up);
  }
}
