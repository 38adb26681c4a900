package dev.lorafoundry.contracts.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What of this service a training begins with beside the base model: a VAE, a LoRA that it trains
 * further, and some that become a part of the base model. LoRAs are named by the ids of their
 * checkpoints, or of files that were registered.
 */
public record StartSettings(
    @Setting(
            help =
                "Id of a LoRA that is trained further, instead of a new one: of a checkpoint, or of a"
                    + " registered file. Absent: a new one.",
            maxLength = 36,
            sdScripts = "network_weights")
        @Nullable String startFrom,
    @Setting(
            help =
                "Take modules, ranks and alphas from the LoRA of startFrom, instead of rank and"
                    + " alpha.",
            sdScripts = "dim_from_weights")
        boolean ranksFromStart,
    @Setting(
            help =
                "Ids of LoRAs, of checkpoints or of registered files, with spaces between, that are"
                    + " merged into the base model before the training. Previews show the new LoRA"
                    + " without them.",
            maxLength = 400,
            sdScripts = "base_weights")
        @Nullable String mergeBefore,
    @Setting(
            help =
                "Weight of each LoRA of mergeBefore, with spaces between, such as 0.5 or -1; the"
                    + " missing ones are 1.",
            maxLength = 200,
            sdScripts = "base_weights_multiplier")
        @Nullable String mergeMultipliers,
    @Setting(
            help =
                "Id of a registered VAE that encodes the pictures and decodes the previews, in"
                    + " place of the base model's; one of the same family. Absent: the base"
                    + " model's.",
            maxLength = 36,
            sdScripts = "vae")
        @Nullable String vae) {
  public static final StartSettings DEFAULTS = new StartSettings(null, false, null, null, null);

  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);
  private static final Pattern BETWEEN = Pattern.compile("\\s*,\\s*|\\s+");
  private static final Pattern MINUS = Pattern.compile("(?<![^ ])-");
  private static final double LARGEST = 100;

  public StartSettings {
    startFrom = plain(startFrom);
    mergeBefore = plain(mergeBefore);
    mergeMultipliers = plain(mergeMultipliers);
    vae = plain(vae);
    SettingsCheck check =
        SettingsCheck.of(StartSettings.class)
            .value("startFrom", startFrom)
            .value("mergeBefore", mergeBefore)
            .value("mergeMultipliers", mergeMultipliers)
            .value("vae", vae);
    requireIds(check, startFrom, mergeBefore, vae);
    requireMultipliers(check, mergeMultipliers, words(mergeBefore).size());
    check
        .require(!ranksFromStart || startFrom != null, "ranksFromStart", true, "needs startFrom")
        .finish();
  }

  /**
   * A LoRA that is merged into the base model.
   *
   * @param multiplier what its change is multiplied by
   */
  public record Merge(UUID lora, double multiplier) {}

  /** The LoRA that is trained further, if one is. */
  public Optional<UUID> start() {
    return Optional.ofNullable(startFrom).map(UUID::fromString);
  }

  /** The VAE that takes the place of the base model's, if one does. */
  public Optional<UUID> ownVae() {
    return Optional.ofNullable(vae).map(UUID::fromString);
  }

  /** What is merged into the base model, in this order. */
  public List<Merge> merges() {
    List<String> multipliers = words(mergeMultipliers);
    List<Merge> merges = new ArrayList<>();
    for (String id : words(mergeBefore)) {
      int place = merges.size();
      double multiplier =
          place < multipliers.size() ? Double.parseDouble(multipliers.get(place)) : 1;
      merges.add(new Merge(UUID.fromString(id), multiplier));
    }
    return merges;
  }

  /** All LoRAs that the training needs. */
  public Set<UUID> loras() {
    Set<UUID> all = new LinkedHashSet<>();
    start().ifPresent(all::add);
    merges().forEach(merge -> all.add(merge.lora()));
    return all;
  }

  /** The id that such a setting names, if it is one. */
  public static Optional<UUID> id(String given) {
    return Optional.ofNullable(plain(given)).filter(StartSettings::isId).map(UUID::fromString);
  }

  /** In one notation, so that the same ids are the same settings. */
  private static @Nullable String plain(@Nullable String text) {
    return text == null || text.isBlank()
        ? null
        : BETWEEN.matcher(text.strip()).replaceAll(" ").toLowerCase(Locale.ROOT);
  }

  private static List<String> words(@Nullable String text) {
    return text == null ? List.of() : Arrays.asList(text.split(" ", -1));
  }

  private static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  private static void requireIds(
      SettingsCheck check,
      @Nullable String startFrom,
      @Nullable String mergeBefore,
      @Nullable String vae) {
    requireText(
        check,
        vae == null || isId(vae),
        "vae",
        vae,
        "is not allowed: use the id of a VAE that is registered with this service");
    requireText(
        check,
        startFrom == null || isId(startFrom),
        "startFrom",
        startFrom,
        "is not allowed: use the id of one checkpoint of this service, or of one registered LoRA");
    requireText(
        check,
        words(mergeBefore).stream().allMatch(StartSettings::isId),
        "mergeBefore",
        mergeBefore,
        "is not allowed: use ids of checkpoints of this service, or of registered LoRAs, with spaces between them");
  }

  /**
   * @param merges how many LoRAs are merged
   */
  private static void requireMultipliers(SettingsCheck check, @Nullable String given, int merges) {
    requireText(
        check,
        given == null || areMultipliers(given),
        "mergeMultipliers",
        given,
        "is not allowed: use numbers from -100 up to 100, with spaces between them");
    requireText(
        check,
        words(given).size() <= merges,
        "mergeMultipliers",
        given,
        "needs an id in mergeBefore for each of its numbers");
  }

  private static boolean areMultipliers(String text) {
    return NumberList.of(MINUS.matcher(text).replaceAll("")).isDecimal(LARGEST);
  }

  private static void requireText(
      SettingsCheck check, boolean holds, String name, @Nullable String text, String rule) {
    String given = Objects.requireNonNullElse(text, "absent");
    check.require(holds, name, SettingProblem.shown(given), rule);
  }
}
