package dev.lorafoundry.contracts.settings;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is made of LoRAs, and how large it becomes. */
public record LoraTaskSettings(
    @Setting(
            help =
                "resize: one LoRA with other ranks, as resize_lora.py of sd-scripts makes it;"
                    + " merge: the weighted sum of several in one file.")
        LoraTaskKind kind,
    @Setting(
            help =
                "New rank of linear layers and 1×1 convolutions; with another rankMethod than"
                    + " fixed the largest that is taken. Absent: 4.",
            min = 1,
            max = 1024,
            sdScripts = "new_rank")
        @Nullable Integer rank,
    @Setting(
            help = "New rank of 3×3 convolutions; absent: that of the others.",
            min = 1,
            max = 1024,
            sdScripts = "new_conv_rank")
        @Nullable Integer convRank,
    @Setting(
            help =
                "How a module's rank is chosen from its singular values, largest first. fixed: rank"
                    + " itself; sv_ratio: those above the largest one divided by the parameter;"
                    + " sv_cumulative: until their sum is this share of the whole; sv_fro: until"
                    + " the Frobenius norm is.",
            sdScripts = "dynamic_method")
        RankMethod rankMethod,
    @Setting(
            help =
                "Parameter of the rankMethod: sv_ratio from 1 on, sv_cumulative and sv_fro above 0"
                    + " and at most 1; absent with fixed.",
            above = 0,
            max = 1_000_000,
            sdScripts = "dynamic_param")
        @Nullable Double rankParameter,
    @Setting(
            help =
                "svd: the sum, as near as the ranks allow; concat: the sum exactly, by ranks side"
                    + " by side; plain: the matrices themselves added up, as merge_lora.py of"
                    + " sd-scripts does, which needs equal ranks and is not their sum. Absent:"
                    + " svd.")
        @Nullable MergeMethod mergeMethod,
    @Setting(help = "Number format of the file.", sdScripts = "save_precision")
        SavePrecision savePrecision) {
  public static final LoraTaskSettings DEFAULTS =
      new LoraTaskSettings(
          LoraTaskKind.RESIZE, null, null, RankMethod.FIXED, null, null, SavePrecision.FP16);

  private static final int DEFAULT_RANK = 4;

  public LoraTaskSettings {
    boolean ranked = kind == LoraTaskKind.RESIZE || ranks(mergeMethod);
    String unranked = "has no use in a merge by concat or plain, where ranks come of themselves";
    SettingsCheck.of(LoraTaskSettings.class)
        .value("kind", kind)
        .value("rank", rank)
        .value("convRank", convRank)
        .value("rankMethod", rankMethod)
        .value("rankParameter", rankParameter)
        .value("mergeMethod", mergeMethod)
        .value("savePrecision", savePrecision)
        .require(ranked || rank == null, "rank", String.valueOf(rank), unranked)
        .require(ranked || convRank == null, "convRank", String.valueOf(convRank), unranked)
        .require(
            ranked || rankMethod == RankMethod.FIXED, "rankMethod", rankMethod.label(), unranked)
        .require(
            rankMethod.allows(rankParameter),
            "rankParameter",
            rankParameter == null ? "(none)" : rankParameter,
            rankMethod.rule())
        .require(
            kind == LoraTaskKind.MERGE || mergeMethod == null,
            "mergeMethod",
            mergeMethod == null ? "" : mergeMethod.label(),
            "has no use where one LoRA is resized: leave it out")
        .finish();
  }

  /**
   * Reads what may have been written by an older version: settings that it did not have get their
   * defaults, settings that are gone are passed over.
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static LoraTaskSettings of(Map<String, @Nullable Object> written) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>(written);
    values.keySet().retainAll(SettingsCatalogue.LORA_TASK.names());
    return SettingsCatalogue.LORA_TASK.read(values);
  }

  /** Whether ranks are chosen, and not those of the sources. */
  public boolean choosesRanks() {
    return kind == LoraTaskKind.RESIZE || ranks(mergeMethod);
  }

  /** Of linear layers and 1×1 convolutions; the largest with a method that is not fixed. */
  public int rankOrDefault() {
    return rank == null ? DEFAULT_RANK : rank;
  }

  /** Of 3×3 convolutions. */
  public int convRankOrDefault() {
    return convRank == null ? rankOrDefault() : convRank;
  }

  public MergeMethod mergeMethodOrDefault() {
    return mergeMethod == null ? MergeMethod.SVD : mergeMethod;
  }

  private static boolean ranks(@Nullable MergeMethod method) {
    return method == null || method == MergeMethod.SVD;
  }
}
