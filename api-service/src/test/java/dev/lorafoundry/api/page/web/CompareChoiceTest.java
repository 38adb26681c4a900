package dev.lorafoundry.api.page.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.checkpoint.CheckpointOrder;
import dev.lorafoundry.api.preview.Look;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.util.UriComponentsBuilder;

final class CompareChoiceTest {
  private static final Look LOOK =
      new Look("a cat by the sea", "", 512, 768, 0.5, 7, "Euler a", 28, 77, 0);

  /** What an address behind its question mark asks for. */
  static CompareChoice choice(String address) {
    return CompareChoice.of(
        UriComponentsBuilder.fromUriString("?" + address).build().getQueryParams());
  }

  @Test
  void readsWhatAnAddressAsksFor() {
    CompareChoice choice =
        choice(
            "sort=loss&starred=true&pictured=true&where=rank:8&where=job:a"
                + "&hide=weight:0.5&hide=weight:1&only=seed:77&page=2");

    assertThat(choice)
        .isEqualTo(
            new CompareChoice(
                2,
                CheckpointOrder.LOSS,
                true,
                true,
                Map.of("rank", "8", "job", "a"),
                Map.of("weight", Set.of("0.5", "1")),
                Map.of("seed", "77")));
    assertThat(choice.any()).isTrue();
  }

  @Test
  void writesTheAddressOfAnotherPage() {
    String written = "sort=step&starred=true&where=rank%3A8&hide=weight%3A0.5&only=size%3A512x768";

    assertThat(choice(written.replace("%3A", ":") + "&page=3").address(1))
        .isEqualTo("?" + written + "&page=1");
    assertThat(choice("page=3").address(0)).isEqualTo("?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "page=-1", "page=x", "page=99999999999", "sort=colour", "where=rank"})
  void takesWhatItDoesNotKnowForNothing(String address) {
    assertThat(choice(address)).isEqualTo(choice("page=0"));
    assertThat(choice(address).any()).isFalse();
  }

  @Test
  void knowsLongAndStrangeValuesByDigests() {
    assertThat(CompareChoice.key("0.5")).isEqualTo("0.5");
    assertThat(CompareChoice.key("512 × 768")).isEqualTo("512x768");
    assertThat(CompareChoice.key("")).isEqualTo("~");
    assertThat(CompareChoice.key(LOOK.prompt()))
        .matches("[0-9a-f-]{36}")
        .isNotEqualTo(CompareChoice.key("a dog by the sea"));
  }

  @Test
  void showsPicturesThatAreNotHiddenAndOfOneValueOnlyThose() {
    assertThat(choice("").shows(LOOK)).isTrue();
    assertThat(choice("hide=weight:0.5").shows(LOOK)).isFalse();
    assertThat(choice("hide=weight:1").shows(LOOK)).isTrue();
    assertThat(choice("only=seed:77&only=size:512x768&only=negative-prompt:~").shows(LOOK))
        .isTrue();
    assertThat(choice("only=seed:78").shows(LOOK)).isFalse();
    assertThat(choice("hide=prompt:" + CompareChoice.key(LOOK.prompt())).shows(LOOK)).isFalse();
  }

  @Test
  void admitsJobsThatHaveAllThatIsWanted() {
    Map<String, String> values = Map.of("rank", "8", "seed", "");

    assertThat(choice("where=rank:8&where=seed:~").admits(values)).isTrue();
    assertThat(choice("where=rank:8&where=seed:1").admits(values)).isFalse();
    assertThat(choice("where=colour:red").admits(values)).isFalse();
  }
}
