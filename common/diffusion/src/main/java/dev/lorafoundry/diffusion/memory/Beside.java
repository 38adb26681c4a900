package dev.lorafoundry.diffusion.memory;

import dev.lorafoundry.contracts.settings.BlockSettings;
import dev.lorafoundry.contracts.settings.NetworkSettings;

/** What modules of a network keep beside the layers that they stand at. */
final class Beside {
  private final NetworkSettings network;
  private final boolean convolutions;

  Beside(NetworkSettings network, BlockSettings blocks) {
    this.network = network;
    convolutions = network.convRank() != null || blocks.convRanks().isPresent();
  }

  /** Whether convolutions have modules, too. */
  boolean hasConvolutions() {
    return convolutions;
  }

  /** For each place or token: what lies between a module's two matrices, and what DoRA keeps. */
  double linear(double in, double out) {
    return switch (network.network()) {
      case LORA -> network.rank() + ofMagnitudes(in, out);
      case LOHA -> 0; // its matrices are multiplied first
      case LOKR -> Math.sqrt(in * out);
    };
  }

  /** The same beside a convolution. */
  double convolution(double in, double out) {
    if (!convolutions) {
      return 0;
    }
    return switch (network.network()) {
      case LORA -> convRank() + ofMagnitudes(in, out);
      case LOHA -> 0;
      case LOKR -> Math.sqrt(in * out);
    };
  }

  private int convRank() {
    Integer own = network.convRank();
    return own == null ? network.rank() : own;
  }

  /** What DoRA multiplies by m / ‖V‖, which gradients of magnitudes need. */
  private double ofMagnitudes(double in, double out) {
    return switch (network.dora()) {
      case OFF -> 0;
      case INPUTS -> in; // x, multiplied: every module has its own
      case OUTPUTS -> 2 * out; // of the layer, and of the module
    };
  }
}
