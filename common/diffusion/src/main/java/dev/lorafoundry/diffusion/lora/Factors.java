package dev.lorafoundry.diffusion.lora;

/** Two numbers whose product is a layer's number of features: LyCORIS' {@code factorization}. */
record Factors(long smaller, long larger) {
  /**
   * @param factor one of the two where it divides the features; else the smaller one is the largest
   *     divisor up to this, and to the square root; -1: up to the root alone
   */
  static Factors of(long features, int factor) {
    if (factor > 0 && features % factor == 0) {
      long other = features / factor;
      return new Factors(Math.min(factor, other), Math.max(factor, other));
    }
    long most = factor > 0 ? factor : features;
    long divisor = 1;
    for (long next = 2; next <= most && next * next <= features; next++) {
      if (features % next == 0) {
        divisor = next;
      }
    }
    return new Factors(divisor, features / divisor);
  }
}
