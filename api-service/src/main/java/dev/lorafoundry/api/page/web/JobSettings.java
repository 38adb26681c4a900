package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.contracts.VaeReference;
import dev.lorafoundry.contracts.settings.SettingDefinition;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.diffusion.training.UnusedSettings;
import dev.lorafoundry.diffusion.training.UnusedSettings.Unused;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a job for who wants to know what is special about it: first those that its run
 * varies, then those that somebody changed, then the main ones. All others are shown on demand.
 *
 * @param first without what changes nothing in this job
 */
record JobSettings(List<Part> first, List<Part> all) {
  private static final List<String> MAIN =
      List.of(
          "optimizer",
          "learningRate",
          "unetLearningRate",
          "textEncoderLearningRate",
          "textEncoder2LearningRate",
          "scheduler",
          "network",
          "rank",
          "alpha",
          "epochs",
          "maxSteps",
          "batchSize",
          "precision");

  JobSettings {
    first = List.copyOf(first);
    all = List.copyOf(all);
  }

  /** Some settings. */
  record Part(Phrase title, List<Line> lines) {
    Part {
      lines = List.copyOf(lines);
    }
  }

  /**
   * A setting.
   *
   * @param sdScripts its name in sd-scripts; absent: it has none
   * @param used whether it changes anything in this job
   */
  record Line(Phrase label, Phrase value, @Nullable String sdScripts, boolean used) {}

  /**
   * @param siblings all jobs of its run
   */
  static JobSettings of(Job job, List<Job> siblings) {
    return new Reading(job).settings(siblings);
  }

  private static final class Reading {
    private final Job job;
    private final Map<String, Object> values;
    private final Set<String> unused;

    Reading(Job job) {
      this.job = job;
      this.values = valuesOf(job);
      this.unused =
          UnusedSettings.all(job.ticket().settings(), job.ticket().baseModel().family()).stream()
              .map(Unused::setting)
              .collect(Collectors.toSet());
    }

    private static Map<String, Object> valuesOf(Job job) {
      return SettingsCatalogue.TRAINING.valuesOf(job.ticket().settings());
    }

    JobSettings settings(List<Job> siblings) {
      Set<String> varied = varied(siblings);
      Set<String> changed = named(this::isChanged);
      changed.removeIf(name -> varied.contains(name) || unused.contains(name));
      Set<String> shown = new HashSet<>(varied);
      shown.addAll(changed);
      Stream<Line> main =
          MAIN.stream()
              .filter(name -> values.containsKey(name) && !unused.contains(name))
              .filter(name -> !shown.contains(name))
              .map(this::line);
      Line model =
          new Line(
              Phrase.of("compare.base-model"),
              Phrase.verbatim(job.ticket().baseModel().name()),
              null,
              true);
      List<Part> first =
          List.of(
              new Part(Phrase.of("job.settings-varied"), varied.stream().map(this::line).toList()),
              new Part(
                  Phrase.of("job.settings-changed"), changed.stream().map(this::line).toList()),
              new Part(
                  Phrase.of("job.settings-main"), Stream.concat(Stream.of(model), main).toList()));
      return new JobSettings(
          first.stream().filter(part -> !part.lines().isEmpty()).toList(),
          Arrays.stream(FormGroup.values()).map(this::part).toList());
    }

    /** In which this job differs from another one of its run. */
    private Set<String> varied(List<Job> siblings) {
      List<Map<String, Object>> others = siblings.stream().map(Reading::valuesOf).toList();
      return named(
          name ->
              others.stream()
                  .anyMatch(other -> !Objects.equals(other.get(name), values.get(name))));
    }

    private boolean isChanged(String name) {
      return values.containsKey(name)
          && !Objects.equals(values.get(name), SettingsCatalogue.TRAINING.defaults().get(name));
    }

    private static Set<String> named(Predicate<String> wanted) {
      return SettingsCatalogue.TRAINING.definitions().stream()
          .map(SettingDefinition::name)
          .filter(wanted)
          .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Part part(FormGroup group) {
      return new Part(
          group.label(),
          group.declared().stream().flatMap(FormGroup::settingsOf).map(this::line).toList());
    }

    private Line line(String name) {
      SettingDefinition definition = SettingsCatalogue.TRAINING.definition(name);
      String sdScripts = definition.rules().sdScripts();
      return new Line(
          SettingsFields.TRAINING.label(name),
          value(definition),
          sdScripts.isEmpty() ? null : sdScripts,
          !unused.contains(name));
    }

    private Phrase value(SettingDefinition definition) {
      Object value = values.get(definition.name());
      if (value instanceof Boolean yes) {
        return Phrase.of(yes ? "job.yes" : "job.no");
      }
      String text = text(definition.name(), value);
      if (text.isBlank()) {
        return text.isEmpty() ? Phrase.of("choice.not-set") : Phrase.of("job.quoted", text);
      }
      Phrase unit = SettingsFields.unit(definition);
      return unit == null ? Phrase.verbatim(text) : Phrase.of("job.with-unit", text, unit);
    }

    /** VAEs are set by their ids, which nobody knows. */
    private String text(String name, @Nullable Object value) {
      VaeReference vae = job.ticket().baseModel().vae();
      return name.equals("vae") && vae != null && vae.id().toString().equals(value)
          ? vae.name()
          : SettingsFields.text(value);
    }
  }
}
