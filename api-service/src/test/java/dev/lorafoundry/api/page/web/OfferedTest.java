package dev.lorafoundry.api.page.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class OfferedTest {
  private final Offered offered =
      new Offered(
          List.of(option("new"), option("old")), List.of(option("a"), option("b")), List.of());

  @Test
  void choosesTheNewestModelWhereNoneIsAskedFor() {
    assertThat(chosen(offered.model(null))).containsExactly("new");
    assertThat(chosen(offered.model("old"))).containsExactly("old");
  }

  @Test
  void keepsWhatIsAskedForAndNotThereAnyMore() {
    assertThat(chosen(offered.model("gone"))).containsExactly("gone");
    assertThat(chosen(startFrom("b, gone"))).containsExactly("b", "gone");
    assertThat(Said.english(offered.model("gone").choices().get(2).label()))
        .isEqualTo("gone (not offered any more)");
  }

  private Field startFrom(String asked) {
    return Objects.requireNonNull(
            offered
                .in(SettingsFields.TRAINING.settings(Map.of("startFrom", asked)))
                .get("startFrom"))
        .field();
  }

  private static List<String> chosen(Field field) {
    return field.choices().stream().filter(Field.Option::chosen).map(Field.Option::value).toList();
  }

  private static Field.Option option(String id) {
    return Field.Option.named(id, id, false);
  }
}
