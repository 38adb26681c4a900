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
  SAMPLER("Sampler", PreviewSettings::samplers),
  STEPS("Steps", PreviewSettings::steps),
  CFG_SCALE("CFG Scale", PreviewSettings::cfgScales),
  SEED("Seed", PreviewSettings::seeds),
  LORA_WEIGHT("Prompt S/R", PreviewSettings::loraWeights);

  private final String plotType;
  private final Function<PreviewSettings, List<?>> values;

  Axis(String plotType, Function<PreviewSettings, List<?>> values) {
    this.plotType = plotType;
    this.values = values;
  }

  /** The axes that a grid of these settings has: those with several values. */
  public static List<Axis> of(PreviewSettings settings) {
    return Stream.of(values()).filter(axis -> axis.length(settings) > 1).toList();
  }

  public int length(PreviewSettings settings) {
    return values.apply(settings).size();
  }

  /** What the webui's X/Y/Z plot calls such an axis; LoRA weights are words of the prompt. */
  public String plotType() {
    return plotType;
  }

  /** The values as people write them there: {@code 28}, {@code Euler a}, {@code <lora:x:0.6>}. */
  public List<String> plotValues(PreviewSettings settings, String loraName) {
    return values.apply(settings).stream().map(value -> written(value, loraName)).toList();
  }

  /** Place of the cell's value on this axis, from 0. */
  int position(PreviewSettings settings, Cell cell) {
    return values.apply(settings).indexOf(valueIn(cell));
  }

  /** Label of a value, such as {@code Steps: 28}. */
  String label(PreviewSettings settings, int position, String loraName) {
    Object value = values.apply(settings).get(position);
    return switch (this) {
      case SAMPLER, LORA_WEIGHT -> written(value, loraName);
      case STEPS, CFG_SCALE, SEED -> plotType + ": " + value;
    };
  }

  private String written(Object value, String loraName) {
    return switch (this) {
      case SAMPLER -> ((SamplerType) value).label();
      case STEPS, SEED -> value.toString();
      case CFG_SCALE -> plain((Double) value);
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
