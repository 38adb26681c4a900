package dev.lorafoundry.contracts.settings;

/** The LoRA itself: which layers get modules, and how large these are. */
public record NetworkSettings(
    @Setting(
            help = "Rank of every module: the size of the LoRA and of its file.",
            min = 1,
            max = 1024,
            sdScripts = "network_dim",
            original = "train_net_dim")
        int rank,
    @Setting(
            help = "Scale of the LoRA: its output is multiplied by alpha / rank.",
            above = 0,
            max = 1024,
            sdScripts = "network_alpha",
            original = "train_alpha")
        double alpha,
    @Setting(
            help = "Train both parts of the model, or one of them only.",
            sdScripts = "network_train_unet_only, network_train_text_encoder_only")
        NetworkTarget train) {
  public static final NetworkSettings DEFAULTS = new NetworkSettings(128, 64, NetworkTarget.BOTH);

  public NetworkSettings {
    SettingsCheck.of(NetworkSettings.class)
        .value("rank", rank)
        .value("alpha", alpha)
        .value("train", train)
        .finish();
  }
}
