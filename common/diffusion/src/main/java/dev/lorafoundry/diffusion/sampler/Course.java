package dev.lorafoundry.diffusion.sampler;

import java.util.ArrayList;
import java.util.List;

/**
 * A sampling plan in the making. A sampler goes stage by stage: it asks for the denoised latents at
 * some noise level, says with {@link Mix} what the next latents are made of, and calls {@link
 * #next}.
 */
final class Course {
  private final int registers;
  private final double start;
  private final List<Stage> stages = new ArrayList<>();
  private Level level = Level.NONE;

  Course(int registers, double start) {
    this.registers = registers;
    this.start = start;
  }

  /** The latents that the U-Net sees in this stage. */
  Mix x() {
    return register(0);
  }

  Mix register(int index) {
    return Mix.only(index, registers + 2);
  }

  /** The clean latents that the U-Net sees in {@link #x}, which are as noisy as {@code at} says. */
  Mix denoised(Level at) {
    level = at;
    return Mix.only(registers, registers + 2);
  }

  /** Fresh noise of deviation one. */
  Mix noise() {
    return Mix.only(registers + 1, registers + 2);
  }

  /** Ends the stage; registers that are not given become 0. */
  void next(Mix... kept) {
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < registers; i++) {
      rows.add(i < kept.length ? kept[i].weights() : new double[registers + 2]);
    }
    stages.add(new Stage(level.timestep(), level.scale(), level.skip(), level.out(), rows));
  }

  SamplingPlan plan() {
    return new SamplingPlan(registers, start, stages);
  }
}
