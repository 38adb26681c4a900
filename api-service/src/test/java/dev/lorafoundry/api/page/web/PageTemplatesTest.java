package dev.lorafoundry.api.page.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PageTemplatesTest {
  private static final String HOSTILE =
      "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>&amp; ../../etc \u202e 🦊";

  static Stream<String> pages() {
    return PageExample.named("any").pages().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void showsNamesAsTextWhateverTheyHold(String page) {
    String html = new RenderedPages(PageExample.named(HOSTILE)).html(page);

    assertThat(html)
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script>alert")
        .doesNotContain("<img src=x");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void hasNoScriptOrStyleInLine(String page) {
    String html = new RenderedPages(PageExample.named("cat")).html(page);

    assertThat(html).doesNotContainPattern("<script[^>]*>[^<]").doesNotContain("<style");
    assertThat(html).doesNotContainPattern("\\s(style|on[a-z]+|hx-on[:a-z-]*)=");
  }

  /** Browsers lay out a page that does not say so as those of the last century. */
  @ParameterizedTest
  @MethodSource("pages")
  void saysWhichHtmlItIs(String page) {
    String html = new RenderedPages(PageExample.named("cat")).html(page);

    assertThat(html).startsWith("<!DOCTYPE html>").containsOnlyOnce("<html");
  }

  @Test
  void tellsWhatHalvingSaved() {
    PageExample example = PageExample.named("cat");

    assertThat(new RenderedPages(example).html("results"))
        .contains("Ended early: 2 of 4 jobs; about 3 h 20 min of GPU time saved");
    assertThat(new RenderedPages(example, Locale.SIMPLIFIED_CHINESE).html("results"))
        .contains("4 个任务中 2 个提前结束，节省约 3 小时 20 分 GPU 时间");
  }

  @Test
  void teachesWhoHasNothingYetAndOffersWhatThereIs() {
    PageExample example = PageExample.named("cat");
    RenderedPages pages = new RenderedPages(example);

    assertThat(pages.html("page/projects", Map.of("view", example.firstSteps("starter", "mine"))))
        .contains("Your first LoRA", ">starter, mine</a>")
        .doesNotContain("No base model", "Find a project");
    assertThat(pages.html("page/projects", Map.of("view", example.firstSteps())))
        .contains("No base model is here yet", "href=\"/models\"");
  }

  @Test
  void saysOnAllPagesOfAVersionWhichOneIsShown() {
    RenderedPages pages = new RenderedPages(PageExample.named("cat"));

    for (String page : List.of("dataset", "captions", "train", "results", "compare")) {
      String tab = page.equals("captions") ? "dataset" : page;
      assertThat(pages.html(page))
          .as(page)
          .containsOnlyOnce("aria-current=\"page\"")
          .containsPattern("/" + tab + "\" aria-current=\"page\"")
          .contains("Archived: it takes no new jobs");
    }
  }

  /** Else tabs of a browser, and lists of them, can't be told apart. */
  @Test
  void namesThePageOfAVersionInItsTitle() {
    RenderedPages pages = new RenderedPages(PageExample.named("cat"));

    assertThat(pages.html("train")).contains("<title>Train · cat · LoRA Foundry</title>");
    assertThat(pages.html("compare")).contains("<title>Compare · cat · LoRA Foundry</title>");
    assertThat(pages.html("queue")).contains("<title>Queue · LoRA Foundry</title>");
  }

  @Test
  void offersNoFileOfADroppedCheckpoint() {
    String html = new RenderedPages(PageExample.named("cat")).html("job");

    assertThat(html).containsOnlyOnce("dropped, as its run keeps others");
    assertThat(html.split("Render (a preview|another)</button>", -1)).hasSize(3);
    assertThat(html.split(">Download</a>", -1)).hasSize(3);
    assertThat(html.split(">Copy</button>", -1)).as("of id and tag").hasSize(5);
    assertThat(html.split("format=diffusers", -1)).as("of the one that can be had").hasSize(2);
  }

  @Test
  void tellsWhichPicturesHaveMasks() {
    String html = new RenderedPages(PageExample.named("cat")).html("dataset");

    assertThat(html).containsOnlyOnce(">with a mask</span>");
  }

  @Test
  void offersToCancelAPreviewThatIsUnderWayAndNoOther() {
    String html = new RenderedPages(PageExample.named("cat")).html("results");

    assertThat(html).containsOnlyOnce("id=\"cancel-preview-");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void labelsEveryFieldOnce(String page) {
    String html = new RenderedPages(PageExample.named("cat")).html(page);

    assertThat(Elements.idsOfTextFields(html))
        .doesNotHaveDuplicates()
        .allSatisfy(id -> assertThat(html).containsPattern("<label[^>]* for=\"" + id + "\""));
  }
}
