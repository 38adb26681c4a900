package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.contracts.settings.TextProjection;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.contracts.settings.sdscripts.Config;
import dev.lorafoundry.contracts.settings.sdscripts.SdScripts;
import dev.lorafoundry.contracts.settings.sdscripts.Translation;
import dev.lorafoundry.diffusion.Fixtures;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.noise.NoiseSchedule;
import dev.lorafoundry.diffusion.noise.TrainingNoise;
import dev.lorafoundry.diffusion.safetensors.SafetensorsFile;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** One training of the reference: its options as our settings, its inputs and its results. */
final class TrainingCase {
  /** What sd-scripts takes where its command line says nothing. */
  private static final Map<String, Object> REFERENCE_DEFAULTS =
      Map.of("optimizer", "AdamW", "scheduler", "constant", "warmup", 0, "maxGradNorm", 1);

  private final Family family;
  private final JsonNode root;
  private final JsonNode json;
  private final SafetensorsFile tensors;
  private final TrainingSettings settings;

  private TrainingCase(Family family, String name) {
    this.family = family;
    root = root(family);
    json = root.path("cases").path(name);
    tensors = Models.golden(family, "train_" + name);
    settings = settings(root, json).orElseThrow();
  }

  /** Names of all cases whose options are settings of ours, such as {@code sd2/v_pred}. */
  static List<String> supported() {
    List<String> names = new ArrayList<>();
    for (Family family : Models.families()) {
      JsonNode root = root(family);
      for (Map.Entry<String, JsonNode> each : root.path("cases").properties()) {
        if (settings(root, each.getValue()).isPresent()) {
          names.add(Models.folder(family) + "/" + each.getKey());
        }
      }
    }
    return names;
  }

  static TrainingCase of(String name) {
    String[] parts = name.split("/");
    return new TrainingCase(Family.valueOf(parts[0].toUpperCase(Locale.ROOT)), parts[1]);
  }

  private static JsonNode root(Family family) {
    return Fixtures.json(Models.folder(family) + "/train_cases.json");
  }

  Family family() {
    return family;
  }

  TrainingSettings settings() {
    return settings;
  }

  /** What the base model was said to predict. */
  PredictionType prediction() {
    return options(json).contains("--v_parameterization")
        ? PredictionType.V
        : PredictionType.EPSILON;
  }

  int steps() {
    return root.path("steps").asInt();
  }

  StoredTensor start(String name) {
    String own = "init." + name;
    return tensors.has(own) ? tensors.get(own) : Models.golden(family, "train_init").get(name);
  }

  StoredTensor input(int microBatch, String name) {
    String full = "batch" + microBatch + "." + name;
    return tensors.has(full) ? tensors.get(full) : Models.golden(family, "train_batches").get(full);
  }

  /** The noise of a micro-batch; perturbed where the reference showed other noise than it asked. */
  TrainingNoise noise(int microBatch, NoiseSchedule schedule) {
    float[] noise = input(microBatch, "noise").toFloats();
    if (!tensors.has("batch" + microBatch + ".noisy")) {
      return TrainingNoise.of(noise);
    }
    float[] shown = input(microBatch, "noisy").toFloats();
    float[] latents = input(microBatch, "latents").toFloats();
    long[] timesteps = input(microBatch, "timesteps").toLongs();
    for (int i = 0; i < shown.length; i++) {
      double alpha = schedule.alpha((int) timesteps[i * timesteps.length / shown.length]);
      shown[i] = (float) ((shown[i] - Math.sqrt(alpha) * latents[i]) / Math.sqrt(1 - alpha));
    }
    return new TrainingNoise(noise, shown);
  }

  StoredTensor result(String name) {
    return tensors.get(name);
  }

  /** How much each of so many pictures of a micro-batch counts. */
  List<Double> weights(int pictures) {
    List<Double> weights = new ArrayList<>();
    json.path("weights").forEach(each -> weights.add(each.asDouble()));
    return weights.isEmpty() ? Collections.nCopies(pictures, 1.0) : weights;
  }

  /** The optimiser as the reference's metadata name it. */
  String optimiser() {
    String numbers = json.path("optimizer_args").asString();
    String name = json.path("optimizer").asString();
    return numbers.isEmpty() ? name : name + "(" + numbers + ")";
  }

  /** The step sizes that an optimiser has found for itself after each step; empty for others. */
  List<Double> stepSizes() {
    List<Double> sizes = new ArrayList<>();
    json.path("d").forEach(each -> sizes.add(each.get(0).asDouble()));
    return sizes;
  }

  /** Learning rates of the groups at a step. */
  double[] rates(int step) {
    return numbers(json.path("lr").get(step));
  }

  double[] losses() {
    return numbers(json.path("loss"));
  }

  double[] gradientNorms() {
    return numbers(json.path("grad_norm"));
  }

  List<String> groups() {
    return strings("groups");
  }

  double[] groupSizes() {
    return numbers(json.path("group_sizes"));
  }

  /** Names of the trained tensors, in the order of the norms. */
  List<String> names() {
    return strings("tensors");
  }

  List<String> stored() {
    return strings("stored");
  }

  Set<String> withoutGradient() {
    return Set.copyOf(strings("without_gradient"));
  }

  Set<String> noiseOnly() {
    return Set.copyOf(strings("noise_only"));
  }

  /** How many modules were too large after each step, where that is limited. */
  List<Integer> scaledModules() {
    return json.path("scaled_keys").valueStream().map(JsonNode::asInt).toList();
  }

  /** L2 norms of what is trained and receives more than noise, by name. */
  Map<String, Double> norms(String of) {
    Set<String> none = new HashSet<>(withoutGradient());
    none.addAll(noiseOnly());
    float[] all = result(of).toFloats();
    Map<String, Double> norms = new LinkedHashMap<>();
    for (int i = 0; i < all.length; i++) {
      if (!none.contains(names().get(i))) {
        norms.put(names().get(i), (double) all[i]);
      }
    }
    return norms;
  }

  private List<String> strings(String field) {
    JsonNode node = json.path(field);
    JsonNode list = node.isString() ? root.path("tensor_lists").path(node.asString()) : node;
    List<String> strings = new ArrayList<>();
    list.forEach(each -> strings.add(each.asString()));
    return strings;
  }

  private static double[] numbers(JsonNode list) {
    double[] numbers = new double[list.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = list.get(i).asDouble();
    }
    return numbers;
  }

  /** The command-line options as settings; empty if we lack one of them. */
  private static Optional<TrainingSettings> settings(JsonNode root, JsonNode json) {
    Translation options = SdScripts.translate(commandLine(json), Config.NONE);
    if (!options.problems().isEmpty()) {
      return Optional.empty();
    }
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("rank", root.path("rank").asInt());
    values.put("alpha", root.path("alpha").asDouble());
    values.put("batchSize", root.path("batch_size").asInt());
    values.putAll(REFERENCE_DEFAULTS);
    values.putAll(options.training());
    if (json.path("pooled_transposed").asBoolean(false)) {
      values.put("textProjection", TextProjection.TRANSPOSED.label());
    }
    return Optional.of(SettingsCatalogue.TRAINING.read(values));
  }

  private static List<String> options(JsonNode json) {
    List<String> words = new ArrayList<>();
    json.path("options").forEach(each -> words.add(each.asString()));
    return words;
  }

  private static String commandLine(JsonNode json) {
    List<String> words = new ArrayList<>();
    options(json).forEach(each -> words.add("'" + each + "'"));
    if (json.has("network")) {
      words.add("--network_args");
      json.path("network")
          .properties()
          .forEach(each -> words.add(each.getKey() + "=" + each.getValue().asString()));
    }
    return String.join(" ", words);
  }
}
