package dev.lorafoundry.preview.rendering;

import dev.lorafoundry.contracts.PreviewJob;
import dev.lorafoundry.preview.grid.Axis;
import dev.lorafoundry.preview.grid.Cell;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The text that the webui keeps in a PNG under {@code parameters}, and reads back: prompt, negative
 * prompt, then everything else by name in one line.
 *
 * @param loraHash the LoRA's hash, as other programs show it
 * @param software name and version of what rendered
 */
record GenerationText(PreviewJob job, Prompts prompts, String loraHash, String software) {
  /** Keyword of the text in the PNG. */
  static final String KEYWORD = "parameters";

  private static final int SHOWN_OF_MODEL_HASH = 10;
  private static final int SHOWN_OF_LORA_HASH = 12;

  /** Of one picture. */
  String of(Cell cell, long seed) {
    return text(cell, seed, Map.of());
  }

  /** Of the whole grid: what its first picture's says, and the values of its axes. */
  String ofGrid(Cell first) {
    return text(first, first.seed(), PlotFields.of(job));
  }

  private String text(Cell cell, long seed, Map<String, String> more) {
    StringBuilder text = new StringBuilder();
    text.append("<lora:%s:%s>".formatted(job.checkpointName(), Axis.plain(cell.loraWeight())));
    if (!prompts.prompt().isEmpty()) {
      text.append(", ").append(prompts.prompt());
    }
    if (!prompts.negativePrompt().isEmpty()) {
      text.append("\nNegative prompt: ").append(prompts.negativePrompt());
    }
    return text.append('\n').append(line(fields(cell, seed, more))).toString();
  }

  private Map<String, String> fields(Cell cell, long seed, Map<String, String> more) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("Steps", Integer.toString(cell.steps()));
    fields.put("Sampler", cell.sampler().label());
    fields.put("CFG scale", Axis.plain(cell.cfgScale()));
    fields.put("Seed", Long.toString(seed));
    fields.put("Size", job.settings().width() + "x" + job.settings().height());
    fields.put("Model hash", start(job.baseModel().sha256(), SHOWN_OF_MODEL_HASH));
    fields.put("Model", job.baseModel().name());
    if (job.clipSkip() > 1) {
      fields.put("Clip skip", Integer.toString(job.clipSkip()));
    }
    fields.put("Lora hashes", job.checkpointName() + ": " + start(loraHash, SHOWN_OF_LORA_HASH));
    fields.putAll(more);
    fields.put("Version", software);
    return fields;
  }

  private static String line(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + ": " + quoted(field.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** Values that would be taken for more fields stand in quotes. */
  private static String quoted(String value) {
    if (value.chars().noneMatch(c -> c == ',' || c == ':' || c == '\n')) {
      return value;
    }
    String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return '"' + escaped + '"';
  }

  private static String start(String hash, int length) {
    return hash.substring(0, Math.min(length, hash.length()));
  }
}
