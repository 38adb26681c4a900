package dev.lorafoundry.contracts.settings.sdscripts;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Keys of {@code --network_args} that one network module reads and the other one passes over, which
 * then trains something else than a setting would.
 *
 * @param name of the key
 * @param reader the module that reads it
 * @param harmless values, in small letters, beside which both modules train the same
 */
record ModuleKeys(String name, String reader, Set<String> harmless) {
  private static final String OWN = "networks.lora";
  private static final String LYCORIS = "lycoris.kohya";

  private static final List<ModuleKeys> ALL =
      List.of(
          new ModuleKeys("algo", LYCORIS, Set.of("", "lora", "locon")),
          new ModuleKeys("dora_wd", LYCORIS, Set.of("", "false", "0")),
          new ModuleKeys("block_dims", OWN, Set.of("")),
          new ModuleKeys("block_alphas", OWN, Set.of("")),
          new ModuleKeys("conv_block_dims", OWN, Set.of("")),
          new ModuleKeys("conv_block_alphas", OWN, Set.of("")),
          new ModuleKeys("down_lr_weight", OWN, Set.of("")),
          new ModuleKeys("mid_lr_weight", OWN, Set.of("")),
          new ModuleKeys("up_lr_weight", OWN, Set.of("")));

  /**
   * @param taken each option once
   */
  static void check(Collection<Given> taken, Findings findings) {
    Optional<String> module = find(taken, "network_module").map(given -> given.values().get(0));
    Optional<Given> arguments = find(taken, "network_args");
    if (module.isPresent() && arguments.isPresent()) {
      ALL.stream()
          .filter(key -> key.isPassedOver(module.get(), arguments.get()))
          .forEach(key -> key.refuse(module.get(), arguments.get(), findings));
    }
  }

  private static Optional<Given> find(Collection<Given> taken, String option) {
    return taken.stream().filter(each -> each.option().name().equals(option)).findFirst();
  }

  private boolean isPassedOver(String module, Given arguments) {
    return module.equals(reader.equals(OWN) ? LYCORIS : OWN)
        && arguments
            .ofKey(name)
            .filter(value -> !harmless.contains(value.toLowerCase(Locale.ROOT)))
            .isPresent();
  }

  private void refuse(String module, Given arguments, Findings findings) {
    findings.problem(
        arguments.source(),
        arguments.option().name(),
        "--network_args %s (%s) can't be followed beside --network_module %s, which passes it over. Use --network_module %s, or leave it out."
            .formatted(name, arguments.at(), module, reader));
  }
}
