package dev.lorafoundry.contracts.settings;

import org.jspecify.annotations.Nullable;

/**
 * The LoRA itself: of which kind its modules are, which layers get some, how large these are, and
 * what of them a training leaves out at random.
 */
public record NetworkSettings(
    @Setting(
            help =
                "How a module makes of small matrices what it adds to a layer's weight: LoRA, the"
                    + " product of two (with convRank it is a LoCon); LoHa, the product, number by"
                    + " number, of two such products; LoKr, the Kronecker product of two.",
            sdScripts = "network_args algo")
        NetworkType network,
    @Setting(
            help =
                "Rank of every module: the size of the LoRA and of its file. Of LoKr that of its"
                    + " larger matrix, which is whole where this is half of its longer side or"
                    + " more.",
            min = 1,
            max = 1024,
            sdScripts = "network_dim",
            original = "train_net_dim")
        int rank,
    @Setting(
            help =
                "Scale of the LoRA: its output is multiplied by alpha / rank, but by 1 where both"
                    + " matrices of a LoKr are whole.",
            above = 0,
            max = 1024,
            sdScripts = "network_alpha",
            original = "train_alpha")
        double alpha,
    @Setting(
            help = "Train both parts of the model, or one of them only.",
            sdScripts = "network_train_unet_only, network_train_text_encoder_only")
        NetworkTarget train,
    @Setting(
            help =
                "How a LoKr divides the sides of a layer's weight between its two matrices: this"
                    + " number, or the nearest smaller divisor, for the smaller one; -1: as evenly"
                    + " as can be.",
            min = -1,
            max = 1024,
            sdScripts = "network_args factor")
        int lokrFactor,
    @Setting(
            help =
                "DoRA: a LoRA that changes the direction of weights, beside trained magnitudes of"
                    + " each layer's inputs or outputs; off: a plain one. Files with magnitudes of"
                    + " inputs are read alike by webui, Forge and ComfyUI; with those of outputs,"
                    + " the choice of the paper and of LyCORIS, webui shows noise, and Forge and"
                    + " ComfyUI something a little different. Diffusers reads those of outputs, from"
                    + " the file that is made for it.",
            sdScripts = "network_args dora_wd, network_args wd_on_output")
        Dora dora,
    @Setting(
            help =
                "Rank of the modules beside the U-Net's 3×3 convolutions, which then get some, as"
                    + " do the other layers of its residual blocks; absent: they get none.",
            min = 1,
            max = 1024,
            sdScripts = "network_args conv_dim")
        @Nullable Integer convRank,
    @Setting(
            help =
                "Alpha of the modules beside 3×3 convolutions, which get some by convRank or"
                    + " convBlockRanks; absent: 1.",
            above = 0,
            max = 1024,
            sdScripts = "network_args conv_alpha")
        @Nullable Double convAlpha,
    @Setting(
            help =
                "Share of the numbers between the two matrices of a module that are left out of"
                    + " each step at random; 0 or absent: none.",
            min = 0,
            max = 0.99,
            sdScripts = "network_dropout")
        @Nullable Double networkDropout,
    @Setting(
            help =
                "Share of the ranks that are left out of each step at random, others for each"
                    + " picture and module; 0 or absent: none.",
            min = 0,
            max = 0.99,
            sdScripts = "network_args rank_dropout")
        @Nullable Double rankDropout,
    @Setting(
            help =
                "Share of the modules that are left out of each batch at random; 0 or absent:"
                    + " none.",
            min = 0,
            max = 0.99,
            sdScripts = "network_args module_dropout")
        @Nullable Double moduleDropout) {
  public static final NetworkSettings DEFAULTS =
      new NetworkSettings(
          NetworkType.LORA,
          128,
          64,
          NetworkTarget.BOTH,
          -1,
          Dora.OFF,
          null,
          null,
          null,
          null,
          null);

  public NetworkSettings {
    SettingsCheck.of(NetworkSettings.class)
        .value("network", network)
        .value("rank", rank)
        .value("alpha", alpha)
        .value("train", train)
        .value("lokrFactor", lokrFactor)
        .value("dora", dora)
        .value("convRank", convRank)
        .value("convAlpha", convAlpha)
        .value("networkDropout", networkDropout)
        .value("rankDropout", rankDropout)
        .value("moduleDropout", moduleDropout)
        .require(lokrFactor != 0, "lokrFactor", 0, "is not allowed: use -1 or a number from 1")
        .require(
            convRank == null || train != NetworkTarget.TEXT_ENCODER_ONLY,
            "convRank",
            String.valueOf(convRank),
            "is not allowed where the text encoder alone is trained, which has no convolutions")
        .finish();
  }

  /** Of the modules beside 3×3 convolutions, if there are any. */
  public double convAlphaOrDefault() {
    return convAlpha == null ? 1 : convAlpha;
  }
}
