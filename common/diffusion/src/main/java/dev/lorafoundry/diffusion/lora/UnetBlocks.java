package dev.lorafoundry.diffusion.lora;

import dev.lorafoundry.contracts.Family;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The blocks of a U-Net as sd-scripts counts them for its LoRA: 25 of SD1 and SD2 (12 on the way
 * down, of which block 0 is none, the middle, 12 on the way up), 23 of SDXL (the embeddings, 9
 * down, 3 in the middle, 9 up, the output).
 */
public enum UnetBlocks {
  /** SD1 and SD2, whose modules have Diffusers' names. */
  DIFFUSERS(12, 1, "-ttsttsttsrrtrrrttttttttt") {
    @Override
    int of(String module) {
      if (module.contains("_mid_block_")) {
        return each();
      }
      Matcher part = match(PART, module);
      boolean resamples = part.group(3).endsWith("samplers");
      int place = 3 * number(part, 2) + (resamples ? 2 : number(part, 4));
      return place + (part.group(1).equals("down") ? 1 : each() + middle());
    }
  },
  /** SDXL, whose modules have the names of its checkpoint. */
  STORED(9, 3, "--rrsttsttrarttttttrrr-") {
    @Override
    int of(String module) {
      Matcher block = match(BLOCK, module);
      int first =
          switch (block.group(1)) {
            case "input" -> 1;
            case "middle" -> 1 + each();
            default -> 1 + each() + middle();
          };
      return first + number(block, 2);
    }
  };

  private static final Pattern PART =
      Pattern.compile(
          "lora_unet_(down|up)_blocks_(\\d+)_(resnets|attentions|downsamplers|upsamplers)_(\\d+)_.+");
  private static final Pattern BLOCK =
      Pattern.compile("lora_unet_(input|middle|output)_blocks?_(\\d+)_.+");

  private final int each;
  private final int middle;

  /**
   * What each block has: t a residual block and a transformer, r and a one of these alone, s
   * nothing but a resampling convolution.
   */
  private final String parts;

  UnetBlocks(int each, int middle, String parts) {
    this.each = each;
    this.middle = middle;
    this.parts = parts;
  }

  public static UnetBlocks of(Family family) {
    return family == Family.SDXL ? STORED : DIFFUSERS;
  }

  /** Number of the block that a module belongs to. */
  abstract int of(String module);

  public int count() {
    return parts.length();
  }

  /** Blocks on the way down that weights are given for, and as many on the way up. */
  public int each() {
    return each;
  }

  /** Blocks in the middle. */
  public int middle() {
    return middle;
  }

  /** Whether the block has transformers, all of whose layers get modules. */
  boolean hasTransformer(int block) {
    return is(block, "ta");
  }

  /** Whether it has residual blocks, whose layers get modules where convolutions do. */
  boolean hasResidualBlock(int block) {
    return is(block, "tr");
  }

  /** Whether it has 3×3 convolutions that may get modules. */
  boolean hasConvolution(int block) {
    return is(block, "trs");
  }

  private boolean is(int block, String kinds) {
    return kinds.indexOf(parts.charAt(block)) >= 0;
  }

  private static Matcher match(Pattern pattern, String module) {
    Matcher matcher = pattern.matcher(module);
    if (!matcher.matches()) {
      throw new IllegalStateException("module " + module + " is in no block of the U-Net");
    }
    return matcher;
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}
