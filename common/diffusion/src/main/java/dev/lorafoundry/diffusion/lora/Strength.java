package dev.lorafoundry.diffusion.lora;

import dev.lorafoundry.tensor.Value;
import java.util.Optional;

/** How much of a module takes part in the method that is being described. */
interface Strength {
  /** A factor of what the module adds: times its scale and the network's weight, as far as left. */
  Value of(Value factor);

  /** Weight of the whole network; empty where it takes part as it is. */
  Optional<Value> weight();
}
