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
  SD(12, 1, "-ttsttsttsrrtrrrttttttttt"),
  XL(9, 3, "--rrsttsttrarttttttrrr-");

  private static final Pattern PART =
      Pattern.compile(
          "lora_unet_(down|up)_blocks_(\\d+)_(resnets|attentions|downsamplers|upsamplers)_(\\d+)_.+");
  private static final Pattern MIDDLE =
      Pattern.compile("lora_unet_mid_block_(resnets|attentions)_(\\d+)_.+");
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
    return family == Family.SDXL ? XL : SD;
  }

  /** Number of the block that a module belongs to, named as the checkpoint or as Diffusers. */
  int of(String module) {
    Matcher stored = BLOCK.matcher(module);
    if (stored.matches()) {
      return of(stored.group(1), number(stored, 2));
    }
    Matcher inMiddle = MIDDLE.matcher(module);
    if (inMiddle.matches()) {
      return of("middle", inMiddle.group(1).equals("attentions") ? 1 : 2 * number(inMiddle, 2));
    }
    Matcher part = PART.matcher(module);
    if (!part.matches()) {
      throw new IllegalStateException("module " + module + " is in no block of the U-Net");
    }
    boolean resamples = part.group(3).endsWith("samplers");
    int place = 3 * number(part, 2) + (resamples ? 2 : number(part, 4));
    return part.group(1).equals("down") ? of("input", 1 + place) : of("output", place);
  }

  /** Of a block of the checkpoint. */
  private int of(String way, int number) {
    return switch (way) {
      case "input" -> first() + number;
      case "middle" -> first() + each + (middle == 1 ? 0 : number);
      default -> first() + each + middle + number;
    };
  }

  public int count() {
    return parts.length();
  }

  /** Number of the first block that a weight is given for. */
  public int first() {
    return (count() - 2 * each - middle) / 2;
  }

  /** Blocks on the way down that weights are given for, and as many on the way up. */
  public int each() {
    return each;
  }

  /** Blocks in the middle. */
  public int middle() {
    return middle;
  }

  /** Whether the block has layers that may get modules. */
  boolean hasLayers(int block) {
    return is(block, "tars");
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

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}
