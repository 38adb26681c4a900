package dev.lorafoundry.contracts.settings;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What previews show. Lists with several values become axes of the grid. */
public record PreviewSettings(
    @Setting(
            help = "What the pictures show. <lora:…> tags are removed.",
            maxLength = 4000,
            original = "preview_txt2img_prompt")
        String prompt,
    @Setting(
            help = "What the pictures must not show.",
            maxLength = 4000,
            original = "preview_txt2img_negative_prompt")
        String negativePrompt,
    @Setting(
            help = "Width of the pictures.",
            min = 64,
            max = 2048,
            multipleOf = 8,
            unit = "px",
            original = "preview_width")
        int width,
    @Setting(
            help = "Height of the pictures.",
            min = 64,
            max = 2048,
            multipleOf = 8,
            unit = "px",
            original = "preview_height")
        int height,
    @Setting(
            help = "Batches of pictures in each cell.",
            min = 1,
            max = 100,
            original = "preview_batch_count")
        int batchCount,
    @Setting(
            help = "Pictures rendered at once.",
            min = 1,
            max = 100,
            original = "preview_batch_size")
        int batchSize,
    @Setting(help = "Samplers.", original = "preview_sampling_method") List<SamplerType> samplers,
    @Setting(help = "Sampling steps.", min = 1, max = 150, original = "preview_sampling_steps")
        List<Integer> steps,
    @Setting(
            help = "How strictly the prompt is followed (classifier-free guidance).",
            min = 1,
            max = 30,
            original = "preview_cfg_scale")
        List<Double> cfgScales,
    @Setting(
            help = "Seeds; -1 is replaced once by a random one, the same for all checkpoints.",
            min = -1,
            max = 4_294_967_295.0,
            original = "preview_seed")
        List<Long> seeds,
    @Setting(
            help = "Weights of the LoRA; 0 shows the base model.",
            min = -2,
            max = 2,
            original = "preview_lora_multiplier")
        List<Double> loraWeights) {
  public static final PreviewSettings DEFAULTS =
      new PreviewSettings(
          "best quality,Amazing,finely detail,extremely detailed CG unity 8k wallpaper",
          "low quality",
          512,
          512,
          1,
          1,
          List.of(SamplerType.EULER_A),
          List.of(28),
          List.of(10.0),
          List.of(-1L),
          List.of(0.6, 0.7, 0.8, 1.0));

  public PreviewSettings {
    samplers = samplers.stream().distinct().toList();
    steps = steps.stream().distinct().toList();
    cfgScales = cfgScales.stream().distinct().toList();
    seeds = withoutRepeats(seeds);
    loraWeights = loraWeights.stream().distinct().toList();
    SettingsCheck.of(PreviewSettings.class)
        .value("prompt", prompt)
        .value("negativePrompt", negativePrompt)
        .value("width", width)
        .value("height", height)
        .value("batchCount", batchCount)
        .value("batchSize", batchSize)
        .value("samplers", samplers)
        .value("steps", steps)
        .value("cfgScales", cfgScales)
        .value("seeds", seeds)
        .value("loraWeights", loraWeights)
        .finish();
  }

  /** Several -1 stay: each of them becomes another seed. */
  private static List<Long> withoutRepeats(List<Long> seeds) {
    Set<Long> seen = new HashSet<>();
    return seeds.stream().filter(seed -> seed == -1 || seen.add(seed)).toList();
  }

  /** Pictures in the whole grid. */
  public long pictures() {
    return IntStream.of(
            samplers.size(),
            steps.size(),
            cfgScales.size(),
            seeds.size(),
            loraWeights.size(),
            batchCount,
            batchSize)
        .asLongStream()
        .reduce(1, Math::multiplyExact);
  }
}
