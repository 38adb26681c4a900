package dev.lorafoundry.contracts.settings;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Ranks, alphas and learning rates of single blocks of the U-Net: lists of numbers in one text,
 * with spaces or commas between them. How many blocks there are is up to the family of the base
 * model.
 */
public record BlockSettings(
    @Setting(
            help =
                "Rank of the modules of each block of the U-Net, 25 numbers for SD1 and SD2, 23 for"
                    + " SDXL, with spaces between; a block of rank 0 gets none. Absent: the rank.",
            maxLength = 200,
            sdScripts = "network_args block_dims")
        @Nullable String blockRanks,
    @Setting(
            help =
                "Alpha of the modules of each block, as many numbers as blockRanks; 0: the block's"
                    + " rank. Absent: the alpha.",
            maxLength = 400,
            sdScripts = "network_args block_alphas")
        @Nullable String blockAlphas,
    @Setting(
            help =
                "Rank of the modules beside 3×3 convolutions of each block, as many numbers as"
                    + " blockRanks; absent: convRank.",
            maxLength = 200,
            sdScripts = "network_args conv_block_dims")
        @Nullable String convBlockRanks,
    @Setting(
            help =
                "Alpha of the modules beside 3×3 convolutions of each block, as many numbers as"
                    + " blockRanks; absent: convAlpha.",
            maxLength = 400,
            sdScripts = "network_args conv_block_alphas")
        @Nullable String convBlockAlphas,
    @Setting(
            help =
                "What the learning rates of the blocks on the U-Net's way down are multiplied by:"
                    + " up to 12 numbers for SD1 and SD2, 9 for SDXL, with spaces between, the"
                    + " missing ones 1; or cosine, sine, linear, reverse_linear or zeros, each with"
                    + " something added as in cosine+0.25. A block of weight 0 gets no modules.",
            maxLength = 400,
            sdScripts = "network_args down_lr_weight")
        @Nullable String downLrWeights,
    @Setting(
            help = "As downLrWeights, for the middle: 1 number for SD1 and SD2, up to 3 for SDXL.",
            maxLength = 400,
            sdScripts = "network_args mid_lr_weight")
        @Nullable String midLrWeights,
    @Setting(
            help = "As downLrWeights, for the way up.",
            maxLength = 400,
            sdScripts = "network_args up_lr_weight")
        @Nullable String upLrWeights,
    @Setting(
            help = "Weights of learning rates up to this one count as 0; absent: 0.",
            min = 0,
            max = 1000,
            sdScripts = "network_args block_lr_zero_threshold")
        @Nullable Double lrWeightThreshold) {
  public static final BlockSettings DEFAULTS =
      new BlockSettings(null, null, null, null, null, null, null, null);

  private static final int LARGEST = 1024;
  private static final String RANKS =
      "is not allowed: use whole numbers from 0 up to 1024, with spaces between them";
  private static final String ALPHAS =
      "is not allowed: use numbers from 0 up to 1024, with spaces between them";
  private static final String WEIGHTS =
      "is not allowed: use numbers from 0 up to 1000, with spaces between them";
  private static final String COURSES =
      WEIGHTS + ", or cosine, sine, linear, reverse_linear or zeros, with something added or not";

  public BlockSettings {
    blockRanks = absentIfBlank(blockRanks);
    blockAlphas = absentIfBlank(blockAlphas);
    convBlockRanks = absentIfBlank(convBlockRanks);
    convBlockAlphas = absentIfBlank(convBlockAlphas);
    downLrWeights = absentIfBlank(downLrWeights);
    midLrWeights = absentIfBlank(midLrWeights);
    upLrWeights = absentIfBlank(upLrWeights);
    boolean weighted = isAny(downLrWeights, midLrWeights, upLrWeights);
    SettingsCheck check = SettingsCheck.of(BlockSettings.class);
    text(check, "blockRanks", blockRanks, BlockSettings::areRanks, RANKS);
    text(check, "blockAlphas", blockAlphas, BlockSettings::areAlphas, ALPHAS);
    text(check, "convBlockRanks", convBlockRanks, BlockSettings::areRanks, RANKS);
    text(check, "convBlockAlphas", convBlockAlphas, BlockSettings::areAlphas, ALPHAS);
    text(check, "downLrWeights", downLrWeights, BlockSettings::areWeights, COURSES);
    text(check, "midLrWeights", midLrWeights, BlockSettings::areNumbers, WEIGHTS);
    text(check, "upLrWeights", upLrWeights, BlockSettings::areWeights, COURSES);
    check.value("lrWeightThreshold", lrWeightThreshold);
    boolean byBlock = weighted || blockRanks != null;
    String ranks = "needs blockRanks, or weights of learning rates";
    requireThat(check, byBlock, "blockAlphas", blockAlphas, ranks);
    requireThat(check, byBlock, "convBlockRanks", convBlockRanks, ranks);
    requireThat(
        check, convBlockRanks != null, "convBlockAlphas", convBlockAlphas, "needs convBlockRanks");
    requireThat(
        check,
        weighted,
        "lrWeightThreshold",
        lrWeightThreshold,
        "needs downLrWeights, midLrWeights or upLrWeights");
    check.finish();
  }

  /** Ranks of all blocks, if they have their own. */
  public Optional<List<Integer>> ranks() {
    return Optional.ofNullable(blockRanks).map(text -> NumberList.of(text).wholes());
  }

  /** Alphas of all blocks, if they have their own. */
  public Optional<List<Double>> alphas() {
    return Optional.ofNullable(blockAlphas).map(text -> NumberList.of(text).decimals());
  }

  /** Ranks beside 3×3 convolutions, if blocks have their own. */
  public Optional<List<Integer>> convRanks() {
    return Optional.ofNullable(convBlockRanks).map(text -> NumberList.of(text).wholes());
  }

  /** Alphas beside 3×3 convolutions, if blocks have their own. */
  public Optional<List<Double>> convAlphas() {
    return Optional.ofNullable(convBlockAlphas).map(text -> NumberList.of(text).decimals());
  }

  public Optional<BlockWeights> downWeights() {
    return Optional.ofNullable(downLrWeights).flatMap(BlockWeightsReader::read);
  }

  public Optional<BlockWeights> middleWeights() {
    return Optional.ofNullable(midLrWeights).flatMap(BlockWeightsReader::numbers);
  }

  public Optional<BlockWeights> upWeights() {
    return Optional.ofNullable(upLrWeights).flatMap(BlockWeightsReader::read);
  }

  /** Whether learning rates depend on the block. */
  public boolean weighted() {
    return isAny(downLrWeights, midLrWeights, upLrWeights);
  }

  /** Weights up to this one count as 0. */
  public double threshold() {
    return lrWeightThreshold == null ? 0 : lrWeightThreshold;
  }

  private static @Nullable String absentIfBlank(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  private static boolean isAny(@Nullable String... texts) {
    return Stream.of(texts).anyMatch(Objects::nonNull);
  }

  private static void text(
      SettingsCheck check,
      String name,
      @Nullable String text,
      Predicate<String> readable,
      String rule) {
    check.value(name, text);
    requireThat(check, text == null || readable.test(text), name, text, rule);
  }

  private static void requireThat(
      SettingsCheck check, boolean holds, String name, @Nullable Object given, String rule) {
    if (given != null) {
      check.require(holds, name, SettingProblem.shown(given.toString()), rule);
    }
  }

  private static boolean areRanks(String text) {
    return NumberList.of(text).isWhole(LARGEST);
  }

  private static boolean areAlphas(String text) {
    return NumberList.of(text).isDecimal(LARGEST);
  }

  private static boolean areWeights(String text) {
    return BlockWeightsReader.read(text).isPresent();
  }

  private static boolean areNumbers(String text) {
    return BlockWeightsReader.numbers(text).isPresent();
  }
}
