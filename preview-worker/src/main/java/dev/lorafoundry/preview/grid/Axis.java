package dev.lorafoundry.preview.grid;

import dev.lorafoundry.contracts.settings.PreviewSettings;
import dev.lorafoundry.contracts.settings.SamplerType;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A preview setting with several values, and their labels, in the order in which the original
 * extension lays them out: sampler, steps, CFG scale, seed, LoRA weight.
 */
public enum Axis {
  SAMPLER(PreviewSettings::samplers),
  STEPS(PreviewSettings::steps),
  CFG_SCALE(PreviewSettings::cfgScales),
  SEED(PreviewSettings::seeds),
  LORA_WEIGHT(PreviewSettings::loraWeights);

  private final Function<PreviewSettings, List<?>> values;

  Axis(Function<PreviewSettings, List<?>> values) {
    this.values = values;
  }

  /** The axes that a grid of these settings has: those with several values. */
  public static List<Axis> of(PreviewSettings settings) {
    return Stream.of(values()).filter(axis -> axis.length(settings) > 1).toList();
  }

  public int length(PreviewSettings settings) {
    return values.apply(settings).size();
  }

  /** Place of the cell's value on this axis, from 0. */
  int position(PreviewSettings settings, Cell cell) {
    return values.apply(settings).indexOf(valueIn(cell));
  }

  /** Label of a value, such as {@code Steps: 28}. */
  String label(PreviewSettings settings, int position, String loraName) {
    Object value = values.apply(settings).get(position);
    return switch (this) {
      case SAMPLER -> ((SamplerType) value).label();
      case STEPS -> "Steps: " + value;
      case CFG_SCALE -> "CFG Scale: " + value;
      case SEED -> "Seed: " + value;
      case LORA_WEIGHT -> "<lora:" + loraName + ":" + plain((Double) value) + ">";
    };
  }

  /** A weight as people write it: {@code 1}, {@code 0.6}. */
  public static String plain(double number) {
    return number == Math.rint(number)
        ? String.format(Locale.ROOT, "%.0f", number)
        : Double.toString(number);
  }

  private Object valueIn(Cell cell) {
    return switch (this) {
      case SAMPLER -> cell.sampler();
      case STEPS -> cell.steps();
      case CFG_SCALE -> cell.cfgScale();
      case SEED -> cell.seed();
      case LORA_WEIGHT -> cell.loraWeight();
    };
  }
}
