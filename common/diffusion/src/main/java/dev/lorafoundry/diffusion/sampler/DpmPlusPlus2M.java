package dev.lorafoundry.diffusion.sampler;

/**
 * DPM-Solver++(2M): exact in the linear part, with the denoised latents extrapolated from this and
 * the last evaluation. One evaluation a step (Lu et al. 2022, algorithm 2).
 */
final class DpmPlusPlus2M implements Solver {
  @Override
  public int registers() {
    return 2;
  }

  @Override
  public void step(Course course, Noising noising, double[] sigmas, int i) {
    double share = sigmas[i + 1] / sigmas[i];
    Mix denoised = course.denoised(noising.ofSigma(sigmas[i]));
    Mix target = denoised;
    if (i > 0 && sigmas[i + 1] > 0) {
      double ratio = Math.log(sigmas[i - 1] / sigmas[i]) / Math.log(1 / share);
      Mix last = course.register(1);
      target = denoised.plus(denoised.minus(last).over(2 * ratio));
    }
    course.next(course.x().times(share).plus(target.times(1 - share)), denoised);
  }
}
