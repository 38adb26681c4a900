package dev.lorafoundry.diffusion.lora;

import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Value;

/** Gives the matrices of modules their values in a program, such as {@code Program::parameter}. */
@FunctionalInterface
interface Matrices {
  /**
   * @param name as in files
   */
  Value of(String name, Shape shape);
}
