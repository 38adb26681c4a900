package dev.lorafoundry.api.dataset;

import static dev.lorafoundry.api.dataset.PictureExample.aPicture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.api.dataset.TagCounts.TagCount;
import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.VersionId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;

final class CaptionsTest {
  private final VersionId version = VersionId.random();
  private final InMemoryPictures pictures = new InMemoryPictures();
  private final Captions captions =
      new Captions(
          pictures, (topic, subject, in, run) -> {}, TransactionOperations.withoutTransaction());

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

    assertThat(change(List.of(last), new CaptionChange.Append("x"))).hasSize(1);
    assertThat(texts()).containsExactly("a cat, on a cat tree", "", "a dog, x");
    assertThatThrownBy(() -> change(List.of(PictureId.random()), new CaptionChange.Set("x")))
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
    assertThat(change(List.of(), new CaptionChange.Set("x"))).isEmpty();
    assertThat(texts()).containsExactly("a cat, on a cat tree", "", "a dog");
  }

  @Test
  void changesWhatSomebodyElseWritesMeanwhile() {
    Picture seen = pictures.all(version).get(0);
    captions.change(seen, seen.caption(), "a fox");

    new CaptionEdit(pictures, text -> text + ", photo").apply(seen);

    assertThat(texts().get(0)).isEqualTo("a fox, photo");
  }

  @Test
  void changesTagsOfEveryLineAndLeavesOthersAsTheyAreWritten() {
    change(new CaptionChange.Set("a cat,tree , a cat\n\ndog,  tree"));

    assertThat(change(new TagChange.Remove("bird, fish"))).isZero();
    assertThat(texts()).containsOnly("a cat,tree , a cat\n\ndog,  tree");
    change(new TagChange.Add("dog, park"));
    assertThat(texts()).containsOnly("a cat, tree, a cat, dog, park\n\ndog, tree, park");
    change(new TagChange.Remove("a cat"));
    assertThat(texts()).containsOnly("tree, dog, park\n\ndog, tree, park");
    change(new TagChange.Exchange("dog", "park, puppy"));
    assertThat(texts()).containsOnly("tree, park, puppy\n\npark, puppy, tree");
    change(new TagChange.Exchange("park", ""));
    assertThat(texts()).containsOnly("tree, puppy\n\npuppy, tree");
  }

  @Test
  void putsATriggerWordFirstWhereverItWas() {
    assertThat(change(new TagChange.First("on a cat tree"))).isEqualTo(3);
    assertThat(change(new TagChange.First("on a cat tree"))).isZero();

    assertThat(texts())
        .containsExactly("on a cat tree, a cat", "on a cat tree", "on a cat tree, a dog");
  }

  @Test
  void sortsTagsBehindThoseThatAreKept() {
    change(new CaptionChange.Set("sks, b, C, a"));
    PictureId last = pictures.all(version).get(2).id();
    change(List.of(last), new CaptionChange.Set("sks, b, c"));

    change(new TagChange.Sort(TagChange.Order.ALPHABETICAL, 1));
    assertThat(texts()).containsExactly("sks, a, b, C", "sks, a, b, C", "sks, b, c");
    change(new TagChange.Sort(TagChange.Order.FREQUENCY, 0));
    assertThat(texts()).containsExactly("b, sks, a, C", "b, sks, a, C", "b, sks, c");
  }

  @Test
  void countsThePicturesOfEachTag() {
    change(new CaptionChange.Set("sks, cat\ncat, tree"));
    change(List.of(pictures.all(version).get(1).id()), new CaptionChange.Set(""));

    CaptionSheet sheet = captions.all(version);

    assertThat(sheet.tags().byFrequency())
        .containsExactly(new TagCount("cat", 2), new TagCount("sks", 2), new TagCount("tree", 2));
    assertThat(sheet.uncaptioned()).isEqualTo(1);
  }

  @Test
  void refusesTagsThatAreNone() {
    assertThatThrownBy(() -> new TagChange.Add(" , "))
        .isInstanceOf(CaptionRefused.class)
        .hasMessageContaining("text names no tag");
    assertThatThrownBy(() -> new TagChange.Exchange("a, b", "c"))
        .hasMessageContaining("search names 2 tags");
    assertThatThrownBy(() -> new TagChange.Sort(TagChange.Order.FREQUENCY, -1))
        .hasMessageContaining("keep -1");
    assertThatThrownBy(() -> new TagChange.First("a\u0007b"))
        .hasMessageContaining("no control characters");
  }

  @Test
  void tellsWhatWouldChangeAndChangesNothing() {
    CaptionSheet sheet = captions.all(version);

    List<ChangedCaption> changed =
        captions.preview(sheet, new Captions.Request(new TagChange.Add("a dog"), null));

    assertThat(changed)
        .extracting(each -> each.before().text() + " > " + each.after().text())
        .containsExactly("a cat, on a cat tree > a cat, on a cat tree, a dog", " > a dog");
    assertThat(texts()).containsExactly("a cat, on a cat tree", "", "a dog");
    assertThat(captions.all(version).edition()).isEqualTo(sheet.edition());
  }

  @Test
  void takesAChangeBack() {
    long before = captions.all(version).edition();
    List<ChangedCaption> changed =
        captions.change(version, new Captions.Request(new TagChange.First("sks"), null), any -> {});
    assertThat(captions.all(version).edition()).isNotEqualTo(before);

    captions.write(version, changed.stream().map(CaptionsTest::takenBack).toList());

    assertThat(texts()).containsExactly("a cat, on a cat tree", "", "a dog");
    assertThatThrownBy(
            () -> captions.write(version, changed.stream().map(CaptionsTest::takenBack).toList()))
        .isInstanceOf(CaptionsChangedMeanwhile.class)
        .hasMessageContaining("'p0.png'");
  }

  private static CaptionText takenBack(ChangedCaption changed) {
    return new CaptionText(changed.picture(), changed.before().text(), changed.after().edition());
  }

  @Test
  void writesNoCaptionIfOneIsNotAsItWasSeen() {
    List<Picture> all = pictures.all(version);

    assertThatThrownBy(
            () ->
                captions.write(
                    version,
                    List.of(
                        new CaptionText(all.get(0).id(), "x", null),
                        new CaptionText(all.get(1).id(), "y", 7L))))
        .isInstanceOf(CaptionsChangedMeanwhile.class);
    assertThatThrownBy(
            () ->
                captions.write(
                    version,
                    List.of(
                        new CaptionText(all.get(0).id(), "x", null),
                        new CaptionText(all.get(0).id(), "y", null))))
        .hasMessageContaining("named twice");
    assertThat(texts()).containsExactly("a cat, on a cat tree", "", "a dog");
  }

  private List<ChangedCaption> change(@Nullable List<PictureId> chosen, CaptionChange change) {
    return captions.change(version, new Captions.Request(change, chosen), any -> {});
  }

  private int change(CaptionChange change) {
    return change(null, change).size();
  }

  private List<String> texts() {
    return pictures.all(version).stream().map(each -> each.caption().text()).toList();
  }
}
