package dev.lorafoundry.diffusion.lora;

import dev.lorafoundry.contracts.LoraTaskEvent.Ranks;

/** Sums up, module by module, what is kept of the changes. */
final class Kept {
  private int modules;
  private int smallest = Integer.MAX_VALUE;
  private int largest;
  private double squares;
  private double keptSquares;

  void add(MadeModule made) {
    int rank = Math.toIntExact(made.module().rank());
    modules++;
    smallest = Math.min(smallest, rank);
    largest = Math.max(largest, rank);
    squares += made.squares();
    keptSquares += made.keptSquares();
  }

  Ranks ranks() {
    double kept = squares == 0 ? 1 : Math.sqrt(keptSquares / squares);
    return new Ranks(modules, smallest, largest, kept);
  }
}
