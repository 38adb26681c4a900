package dev.lorafoundry.startermodel.making;

/** The learning rate of each step: rises for a while, then falls along a cosine to nothing. */
record Course(double highest, long rising, long steps) {
  double rate(long step) {
    if (step < rising) {
      return highest * (step + 1) / rising;
    }
    double share = Math.min(1, (double) (step - rising) / Math.max(1, steps - rising));
    return highest * (1 + Math.cos(Math.PI * share)) / 2;
  }
}
