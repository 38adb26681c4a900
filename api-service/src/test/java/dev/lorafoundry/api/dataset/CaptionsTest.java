package dev.lorafoundry.api.dataset;

import static dev.lorafoundry.api.dataset.PictureExample.aPicture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.VersionId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;

final class CaptionsTest {
  private final VersionId version = VersionId.random();
  private final InMemoryPictures pictures = new InMemoryPictures();
  private final Captions captions =
      new Captions(pictures, TransactionOperations.withoutTransaction());

  @BeforeEach
  void fill() {
    pictures.add(aPicture(version, 0).captioned("a cat, on a cat tree").picture());
    pictures.add(aPicture(version, 1).captioned("").picture());
    pictures.add(aPicture(version, 2).captioned("a dog").picture());
  }

  @Test
  void setsAllCaptions() {
    assertThat(change(new CaptionChange.Set("a dog"))).isEqualTo(2);
    assertThat(texts()).containsOnly("a dog");
  }

  @Test
  void putsTextBeforeAndBehind() {
    assertThat(change(new CaptionChange.Prepend("sks"))).isEqualTo(3);
    assertThat(change(new CaptionChange.Append("photo"))).isEqualTo(3);
    assertThat(texts())
        .containsExactly("sks, a cat, on a cat tree, photo", "sks, photo", "sks, a dog, photo");
  }

  @Test
  void changesEveryLine() {
    change(new CaptionChange.Set(" a cat \r\n\r\na dog\n \n"));
    assertThat(texts()).containsOnly("a cat\n\na dog");

    change(new CaptionChange.Prepend("sks"));
    change(new CaptionChange.Append("photo"));
    assertThat(texts()).containsOnly("sks, a cat, photo\n\nsks, a dog, photo");
  }

  @Test
  void keepsLongNotesBelowAndTabsAsSpaces() {
    String notes = "drawn in 2021\tby hand\n".repeat(800);

    change(new CaptionChange.Set("a cat\n" + notes));

    assertThat(texts())
        .containsOnly("a cat\n" + notes.replace('\t', ' ').stripTrailing())
        .allSatisfy(text -> assertThat(text).hasSizeGreaterThan(16_000));
  }

  @Test
  void replacesEveryOccurrence() {
    assertThat(change(new CaptionChange.Replace("cat", "fox"))).isEqualTo(1);
    assertThat(texts()).containsExactly("a fox, on a fox tree", "", "a dog");
    assertThatThrownBy(() -> new CaptionChange.Replace("", "x"))
        .hasMessageContaining("search is empty");
  }

  @Test
  void changesThoseThatWereChosen() {
    PictureId last = pictures.all(version).get(2).id();

    assertThat(captions.change(version, List.of(last), new CaptionChange.Append("x"))).isEqualTo(1);
    assertThat(texts()).containsExactly("a cat, on a cat tree", "", "a dog, x");
    assertThatThrownBy(
            () -> captions.change(version, List.of(PictureId.random()), new CaptionChange.Set("x")))
        .isInstanceOf(PictureNotFound.class);
  }

  @Test
  void refusesWhatIsNoCaption() {
    assertThatThrownBy(() -> change(new CaptionChange.Set("a\u0007bell")))
        .isInstanceOf(CaptionRefused.class)
        .hasMessageContaining("no control characters but tabs");
    assertThatThrownBy(() -> change(new CaptionChange.Set("x".repeat(4_001))))
        .hasMessage("A caption of 4,001 characters is not allowed: use at most 4,000.");
    assertThatThrownBy(() -> change(new CaptionChange.Set("a cat\n" + "x".repeat(4_001))))
        .hasMessage(
            "A caption whose line 2 is of 4,001 characters is not allowed: use at most 4,000.");
    assertThatThrownBy(() -> change(new CaptionChange.Set("a line of 19 letters\n".repeat(1_000))))
        .hasMessage("A caption of 20,999 characters is not allowed: use at most 20,000.");
    assertThatThrownBy(() -> new CaptionChange.Replace("a", "x".repeat(900_000)))
        .isInstanceOf(CaptionRefused.class)
        .hasMessageContaining("at most 4,000");
  }

  @Test
  void changesNothingWhereNoneWereChosen() {
    assertThat(captions.change(version, List.of(), new CaptionChange.Set("x"))).isZero();
    assertThat(texts()).containsExactly("a cat, on a cat tree", "", "a dog");
  }

  @Test
  void changesWhatSomebodyElseWritesMeanwhile() {
    Picture seen = pictures.all(version).get(0);
    captions.change(seen.id(), seen.caption(), "a fox");

    new CaptionEdit(pictures, text -> text + ", photo").apply(seen);

    assertThat(texts().get(0)).isEqualTo("a fox, photo");
  }

  private int change(CaptionChange change) {
    return captions.changeAll(version, change);
  }

  private List<String> texts() {
    return pictures.all(version).stream().map(each -> each.caption().text()).toList();
  }
}
