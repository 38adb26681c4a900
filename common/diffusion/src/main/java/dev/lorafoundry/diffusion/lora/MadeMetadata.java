package dev.lorafoundry.diffusion.lora;

import dev.lorafoundry.contracts.settings.LoraTaskKind;
import dev.lorafoundry.contracts.settings.LoraTaskSettings;
import dev.lorafoundry.contracts.settings.RankMethod;
import dev.lorafoundry.diffusion.lora.MergedLoras.Merge;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** What a file that was made of others says of itself, in the words of sd-scripts. */
final class MadeMetadata {
  private static final String COMMENT = "ss_training_comment";
  private static final String NAME = "ss_output_name";
  private static final String TITLE = "modelspec.title";
  private static final String DYNAMIC = "Dynamic";

  /** What holds for a merged file as for its sources, on models of one family. */
  private static final List<String> OF_THE_MODEL =
      List.of(
          "ss_v2",
          "ss_base_model_version",
          "ss_sd_model_name",
          "ss_sd_model_hash",
          "ss_new_sd_model_hash",
          "modelspec.sai_model_spec",
          "modelspec.architecture",
          "modelspec.implementation",
          "modelspec.prediction_type",
          "modelspec.resolution");

  private final LoraMaker.Order order;
  private final Collection<LoraModule> modules;
  private final Map<String, String> texts = new LinkedHashMap<>();

  private MadeMetadata(LoraMaker.Order order, Collection<LoraModule> modules) {
    this.order = order;
    this.modules = modules;
  }

  static Map<String, String> of(LoraMaker.Order order, Collection<LoraModule> modules) {
    MadeMetadata metadata = new MadeMetadata(order, modules);
    if (order.settings().kind() == LoraTaskKind.RESIZE) {
      metadata.putResized(order.sources().get(0));
    } else {
      metadata.putMerged();
    }
    metadata.putNetwork();
    metadata.putName(order.name());
    metadata.texts.put(
        "modelspec.date",
        DateTimeFormatter.ISO_INSTANT.format(order.at().truncatedTo(ChronoUnit.SECONDS)));
    return metadata.texts;
  }

  /** A title that somebody gave, so that it is not just the name that the file had, stays. */
  private void putName(String name) {
    String before = texts.put(NAME, name);
    if (Objects.equals(texts.getOrDefault(TITLE, before), before)) {
      texts.put(TITLE, name);
    }
  }

  private void putResized(Merge source) {
    texts.putAll(source.file().metadata());
    texts.remove("sshs_model_hash");
    texts.remove("sshs_legacy_hash");
    LoraNetwork network = source.file().network();
    long rank = network.modules().stream().mapToLong(NetworkModule::rank).max().orElseThrow();
    texts.put(COMMENT, resized(order.settings(), rank) + "; " + texts.getOrDefault(COMMENT, ""));
  }

  private static String resized(LoraTaskSettings settings, long rank) {
    if (settings.rankMethod() != RankMethod.FIXED) {
      return "Dynamic resize with %s: %s from %d"
          .formatted(settings.rankMethod().label(), settings.rankParameter(), rank);
    }
    String convolutions =
        settings.convRankOrDefault() == settings.rankOrDefault()
            ? ""
            : " (conv: %d)".formatted(settings.convRankOrDefault());
    return "dimension is resized from %d to %d%s"
        .formatted(rank, settings.rankOrDefault(), convolutions);
  }

  private void putMerged() {
    for (String name : OF_THE_MODEL) {
      order.sources().stream()
          .map(source -> source.file().metadata().getOrDefault(name, ""))
          .filter(text -> !text.isEmpty())
          .findFirst()
          .ifPresent(text -> texts.put(name, text));
    }
    texts.put(
        COMMENT,
        order.sources().stream()
            .map(source -> source.name() + " * " + source.multiplier())
            .collect(
                Collectors.joining(
                    " + ",
                    "merged by " + order.settings().mergeMethodOrDefault().label() + ": ",
                    "")));
    texts.put(
        "modelspec.merged_from",
        order.sources().stream().map(Merge::name).collect(Collectors.joining(", ")));
  }

  /** why: arguments that a LoHa or LoKr was made with say what this file no longer is */
  private void putNetwork() {
    String module = texts.put("ss_network_module", "networks.lora");
    if (module != null && !module.equals("networks.lora")) {
      texts.remove("ss_network_args");
    }
    texts.put("ss_network_dim", same(LoraModule::rank, "%.0f"));
    texts.put("ss_network_alpha", same(LoraModule::alpha, "%s"));
  }

  /** The number that all modules have beside linear layers and 1×1 convolutions. */
  private String same(ToDoubleFunction<LoraModule> number, String format) {
    boolean linear = modules.stream().anyMatch(module -> !Spatial.is(module.layer()));
    DoubleStream numbers =
        modules.stream()
            .filter(module -> !linear || !Spatial.is(module.layer()))
            .mapToDouble(number)
            .distinct();
    double[] all = numbers.toArray();
    return all.length == 1 ? String.format(Locale.ROOT, format, all[0]) : DYNAMIC;
  }
}
