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

  /** For each place or token: what lies between a module's two matrices. */
  double linear(double in, double out) {
    return switch (network.network()) {
      case LORA -> network.rank();
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
      case LORA -> network.convRank() == null ? network.rank() : network.convRank();
      case LOHA -> 0;
      case LOKR -> Math.sqrt(in * out);
    };
  }
}
