package dev.lorafoundry.contracts.settings.sdscripts;

import dev.lorafoundry.contracts.settings.NearestName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All options of sd-scripts' LoRA training. */
final class Options {
  static final Options ALL = new Options(OptionsFile.read(text()));

  /** What people call options that have another name, beyond what is near in spelling. */
  private static final Map<String, String> CALLED =
      Map.ofEntries(
          Map.entry("lr", "learning_rate"),
          Map.entry("te_lr", "text_encoder_lr"),
          Map.entry("batch_size", "train_batch_size"),
          Map.entry("epoch", "max_train_epochs"),
          Map.entry("epochs", "max_train_epochs"),
          Map.entry("num_epochs", "max_train_epochs"),
          Map.entry("num_train_epochs", "max_train_epochs"),
          Map.entry("steps", "max_train_steps"),
          Map.entry("dim", "network_dim"),
          Map.entry("rank", "network_dim"),
          Map.entry("network_rank", "network_dim"),
          Map.entry("alpha", "network_alpha"),
          Map.entry("optimizer", "optimizer_type"),
          Map.entry("scheduler", "lr_scheduler"),
          Map.entry("warmup", "lr_warmup_steps"),
          Map.entry("warmup_steps", "lr_warmup_steps"),
          Map.entry("precision", "mixed_precision"),
          Map.entry("snr_gamma", "min_snr_gamma"));

  private final Map<String, Option> byName = new LinkedHashMap<>();

  private Options(List<Option> options) {
    options.forEach(option -> byName.put(option.name(), option));
  }

  Collection<Option> all() {
    return List.copyOf(byName.values());
  }

  Optional<Option> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** An option that a command may name. */
  Optional<Option> ofCommand(String name) {
    return ofFile(name).filter(option -> !option.inFilesOnly());
  }

  /** An option that a configuration file may name. */
  Optional<Option> ofFile(String name) {
    return find(name).filter(option -> !option.isKey());
  }

  /**
   * The only option of a command that begins so, which is the one that sd-scripts takes; none where
   * people call another one so.
   */
  Optional<Option> abbreviated(String beginning) {
    List<String> names =
        ofCommands().stream().filter(name -> name.startsWith(beginning)).limit(2).toList();
    return names.size() == 1 && !CALLED.containsKey(beginning)
        ? find(names.get(0))
        : Optional.empty();
  }

  /** The option that somebody probably meant. */
  Optional<String> nearest(String name) {
    String called = CALLED.get(name.replace('-', '_'));
    return called == null ? NearestName.of(name, ofCommands()) : Optional.of(called);
  }

  private List<String> ofCommands() {
    return byName.keySet().stream().filter(name -> ofCommand(name).isPresent()).toList();
  }

  private static String text() {
    try (InputStream file = Options.class.getResourceAsStream("options.txt")) {
      if (file == null) {
        throw new IllegalStateException("the jar lacks options.txt");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
