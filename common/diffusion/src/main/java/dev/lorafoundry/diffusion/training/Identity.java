package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.DatasetSnapshot.Concept;
import dev.lorafoundry.contracts.DatasetSnapshot.Picture;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.Framing;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.model.BaseModelFile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * What makes a training the same one: a state is only good for the training that it is from.
 *
 * <p>Settings count where they differ from their defaults, and of the dataset what is trained on:
 * so states stay good when a newer version knows more settings, or notes more of a picture.
 */
final class Identity {
  /** Stands in no value: PostgreSQL stores no text with it. */
  private static final String END = "\0";

  private Identity() {}

  /** Hashes by what they stand for. */
  static Map<String, String> of(
      TrainingBase base, TrainingSettings settings, DatasetSnapshot snapshot) {
    Map<String, String> identity = new LinkedHashMap<>();
    identity.put("base model", base.identity());
    identity.put("settings", DigestUtils.sha256Hex(text(settings) + END + base.prediction()));
    identity.put("dataset", DigestUtils.sha256Hex(content(settings, snapshot)));
    if (usesAllTextLayersOfSd2(base.file())) {
      identity.put("number of used text layers", Integer.toString(base.file().usedTextLayers()));
    }
    return identity;
  }

  /** why: earlier versions left the last one out, and so trained on other texts. */
  private static boolean usesAllTextLayersOfSd2(BaseModelFile model) {
    return model.family() == Family.SD2 && model.usedTextLayers() == model.sizes().textLayers();
  }

  /** why: earlier versions held pictures out of all concepts together, and so trained on others. */
  private static String split(TrainingSettings settings, DatasetSnapshot snapshot) {
    long trained = snapshot.concepts().stream().filter(each -> !each.regularisation()).count();
    boolean ofEach = settings.validation().validationSplit() > 0 && trained > 1;
    return ofEach ? END + "held out of each concept" : "";
  }

  private static String content(TrainingSettings settings, DatasetSnapshot snapshot) {
    return text(snapshot) + split(settings, snapshot) + emptied(settings, snapshot);
  }

  /** why: earlier versions showed the class tokens where a caption begins with a blank line. */
  private static String emptied(TrainingSettings settings, DatasetSnapshot snapshot) {
    boolean any =
        snapshot.pictures().stream()
            .map(Picture::caption)
            .filter(caption -> !caption.isBlank())
            .anyMatch(caption -> caption.lines().findFirst().orElse("").isBlank());
    return any && !settings.captions().enableWildcard() ? END + "emptied" : "";
  }

  private static String text(TrainingSettings settings) {
    Map<String, Object> defaults = SettingsCatalogue.TRAINING.defaults();
    Map<String, Object> values = SettingsCatalogue.TRAINING.valuesOf(settings);
    Set<String> names = new TreeSet<>(defaults.keySet());
    names.addAll(values.keySet());
    names.removeIf(name -> Objects.equals(values.get(name), defaults.get(name)));
    return joined(names.stream().map(name -> name + "=" + values.get(name)));
  }

  private static String text(DatasetSnapshot snapshot) {
    return joined(
        IntStream.range(0, snapshot.concepts().size())
            .boxed()
            .flatMap(number -> told(number, snapshot.concepts().get(number))));
  }

  /** why: one concept that is trained stands there as datasets did that knew no concepts. */
  private static Stream<Object> told(int number, Concept concept) {
    Stream<Object> place = number == 0 ? Stream.of() : Stream.of("concept", number);
    Stream<Object> kind = concept.regularisation() ? Stream.of("regularisation") : Stream.of();
    Stream<Object> words = Stream.of(concept.repeats(), concept.classTokens());
    return Stream.of(place, kind, words, concept.pictures().stream().flatMap(Identity::told))
        .flatMap(each -> each);
  }

  private static Stream<Object> told(Picture picture) {
    Framing framing = picture.framing();
    return Stream.of(
        picture.name(),
        picture.sha256(),
        picture.caption(),
        framing.originalWidth(),
        framing.originalHeight(),
        framing.left(),
        framing.top());
  }

  private static String joined(Stream<?> parts) {
    return parts.map(String::valueOf).collect(Collectors.joining(END));
  }
}
