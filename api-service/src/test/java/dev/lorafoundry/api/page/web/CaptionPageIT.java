package dev.lorafoundry.api.page.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.lorafoundry.api.page.web.PageInBrowser.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.lorafoundry.testkit.Unique;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The caption editor, by keys and by buttons, in a browser. */
final class CaptionPageIT {
  private static final String HOSTILE = "<img src=x onerror=\"document.title='bad'\">, tree";

  private static final String DRAWN =
      """
      const drawn = async (name, size) => {
        const canvas = Object.assign(document.createElement('canvas'), { width: size, height: size });
        const file = await new Promise((done) => canvas.toBlob(done, 'image/png'));
        return new File([file], name, { type: 'image/png' });
      };
      """;

  @RegisterExtension static final PageInBrowser BROWSER = new PageInBrowser();

  private Page page;

  @BeforeEach
  void open() {
    page = BROWSER.page();
    BROWSER.makeProject(Unique.name("cats"));
    BROWSER.upload(
        picture("one.png", 1),
        picture("two <b>x.png", 2),
        new FilePayload("two <b>x.txt", "text/plain", HOSTILE.getBytes(StandardCharsets.UTF_8)),
        picture("three.png", 3));
    page.getByRole(AriaRole.LINK, named("Edit captions")).click();
    BROWSER.arrive("/captions");
    ready(page);
  }

  @Test
  void writesCaptionsByKeysAndTakesThemBack() {
    assertThat(position()).hasText("1 / 3");
    caption().fill("a cat, tree");
    caption().press("PageDown");
    assertThat(position()).hasText("2 / 3");
    assertThat(caption()).hasValue(HOSTILE);
    assertThat(page.locator("#chips li")).hasCount(2);
    assertThat(page.locator("#chips li").first()).containsText("<img src=x");
    assertThat(page.locator("#name")).hasText("two <b>x.png");
    assertThat(page.locator("img[src='x']")).hasCount(0);

    page.getByLabel("Add a tag").fill("garden");
    page.getByLabel("Add a tag").press("Enter");
    assertThat(caption()).hasValue(HOSTILE + ", garden");
    assertThat(state()).hasText("Saved.");
    page.getByRole(AriaRole.BUTTON, named("Remove tree")).click();
    assertThat(caption()).hasValue(HOSTILE.replace(", tree", ", garden"));
    assertThat(page.getByRole(AriaRole.BUTTON, named("Remove garden"))).isFocused();
    assertThat(state()).hasText("Saved.");
    page.keyboard().press("PageUp");
    page.keyboard().press("Alt+z");
    assertThat(position()).hasText("2 / 3");
    assertThat(caption()).hasValue(HOSTILE + ", garden");
    assertThat(state()).hasText("Put back: the caption of two <b>x.png.");
    putTheSavedCaptionBack();

    page.reload();
    ready(page);
    assertThat(caption()).hasValue("a cat, tree");
    page.locator(".thumb").nth(1).click();
    assertThat(caption()).hasValue(HOSTILE + ", garden");
    assertThat(page.title()).isNotEqualTo("bad");
    assertThat(BROWSER.complaints()).isEmpty();
    BROWSER.look("captions");
  }

  /** By Escape, but not by that which ends the choice of a Chinese character. */
  private void putTheSavedCaptionBack() {
    caption().fill("half written");
    caption().dispatchEvent("keydown", Map.of("code", "Escape", "isComposing", true));
    caption().dispatchEvent("keydown", Map.of("code", "PageDown", "keyCode", 229));
    assertThat(position()).hasText("2 / 3");
    assertThat(caption()).hasValue("half written");
    caption().press("Escape");
    assertThat(caption()).hasValue(HOSTILE + ", garden");
    page.keyboard().press("Alt+z");
    assertThat(caption()).hasValue("half written");
    caption().press("Escape");
    assertThat(caption()).hasValue(HOSTILE + ", garden");
  }

  @Test
  void changesManyAtOnceAndShowsBeforehandWhat() {
    page.getByLabel("The word that calls").fill("sks");
    assertThat(page.locator("#lacking")).hasText("3 of 3 pictures lack it.");
    page.getByRole(AriaRole.BUTTON, named("Put it first everywhere")).click();
    assertThat(page.locator("#lacking")).containsText("0 of 3 pictures lack it.");
    assertThat(caption()).hasValue("sks");

    page.locator(".thumb").nth(1).click();
    page.getByLabel("Selected").check();
    page.getByLabel("What to do").selectOption("replace a whole tag");
    page.getByLabel("Search for").fill("tree");
    page.getByLabel("Tags or text").fill("garden, sun");
    assertThat(page.locator("#scope")).hasText("Changes apply to the 1 selected pictures.");
    page.getByRole(AriaRole.BUTTON, named("Preview")).click();
    assertThat(page.locator("#batch-state")).hasText("1 of 1 captions would change.");
    assertThat(page.locator("#changes ins"))
        .hasText("sks, " + HOSTILE.replace("tree", "garden, sun"));
    assertThat(caption()).hasValue("sks, " + HOSTILE);
    page.getByRole(AriaRole.BUTTON, named("Change them")).click();
    assertThat(page.locator("#batch-state")).hasText("Captions changed: 1.");
    assertThat(caption()).hasValue("sks, " + HOSTILE.replace("tree", "garden, sun"));

    page.locator("#all-tags").getByRole(AriaRole.BUTTON, button("garden")).click();
    assertThat(position()).hasText("1 / 1");
    page.getByRole(AriaRole.BUTTON, named("Show all")).click();
    page.getByRole(AriaRole.BUTTON, named("Undo")).click();
    page.getByRole(AriaRole.BUTTON, named("Undo")).click();
    assertThat(page.locator("#lacking")).hasText("3 of 3 pictures lack it.");
    assertThat(caption()).hasValue(HOSTILE);

    Download download =
        page.waitForDownload(() -> page.getByRole(AriaRole.LINK, named("originals")).click());
    assertThat(download.suggestedFilename()).endsWith("v1.zip");
    assertThat(download.failure()).isNull();
    findWhatAllHave();
    assertThat(BROWSER.complaints()).isEmpty();
  }

  private void findWhatAllHave() {
    page.getByRole(AriaRole.BUTTON, named("Select none")).click();
    page.getByLabel("What to do").selectOption("set the whole caption to");
    page.getByLabel("Tags or text").fill("sks, fur");
    page.getByRole(AriaRole.BUTTON, named("Preview")).click();
    page.getByRole(AriaRole.BUTTON, named("Change them")).click();
    page.getByText("What belongs into captions?").click();
    page.getByRole(AriaRole.BUTTON, named("Take out fur, which 3 of 3 pictures have")).click();
    assertThat(page.getByLabel("What to do")).hasValue("remove-tag");
    assertThat(page.getByLabel("Tags or text")).hasValue("fur");
  }

  @Test
  void overwritesNothingThatOthersWroteMeanwhile() {
    page.locator(".thumb").last().click();
    caption().fill("kept");
    page.locator(".thumb").first().click();
    assertThat(page.locator("#all-tags")).containsText("kept");
    caption().fill("mine");
    Page other = BROWSER.session().newPage();
    other.navigate(page.url());
    ready(other);
    other.locator("#caption").fill("theirs");
    other.locator("#caption").press("Tab");
    assertThat(other.locator("#caption-state")).hasText("Saved.");

    assertThat(page.locator("#theirs")).hasText("theirs");
    assertThat(caption()).hasValue("mine");
    page.keyboard().press("PageDown");
    page.keyboard().press("Alt+z");
    assertThat(position()).hasText("1 / 3");
    assertThat(state()).containsText("first settle the caption of one.png");
    assertThat(page.locator("#all-tags")).containsText("kept");
    assertThat(caption()).hasValue("mine");
    page.getByRole(AriaRole.BUTTON, named("Take theirs")).click();
    assertThat(caption()).hasValue("theirs");
    assertThat(page.locator("#conflict")).isHidden();
    seeWhatOthersChange(other);
  }

  private void seeWhatOthersChange(Page other) {
    caption().press("End");
    other.locator("#caption").fill("theirs, lively");
    other.locator("#caption").press("Tab");
    assertThat(caption()).hasValue("theirs, lively");
    assertThat(caption()).isFocused();
    assertThat(page.locator("#all-tags")).containsText("lively");

    other.evaluate(
        """
        async () => {
          const token = decodeURIComponent(document.cookie.match(/XSRF-TOKEN=([^;]+)/)[1]);
          const { picture } = document.querySelectorAll('.thumb')[1].dataset;
          await fetch(`/api/v1/pictures/${picture}`, { method: 'DELETE', headers: { 'X-XSRF-TOKEN': token } });
        }
        """);
    assertThat(position()).hasText("1 / 2");
    assertThat(page.locator(".thumb")).hasCount(2);
    other.close();
  }

  @Test
  void takesPastedPicturesAndFoldersThatAreDropped() {
    page.getByRole(AriaRole.LINK, named("Back to the dataset")).click();
    BROWSER.arrive("/dataset");

    page.evaluate(
        """
        async () => {
          const clipboardData = new DataTransfer();
          clipboardData.items.add(await drawn('image.png', 50));
          document.body.dispatchEvent(
            new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
        }
        """
            .replace("async () => {", "async () => {" + DRAWN));
    assertThat(page.locator("li.picture")).hasCount(4);
    assertThat(page.locator("li.picture").last()).containsText("pasted-");

    page.evaluate(
        """
        async () => {
          const file = await drawn('deep.png', 60);
          const entry = {
            name: file.name, fullPath: '/cats/more/deep.png', isFile: true, file: (done) => done(file),
          };
          const hidden = { ...entry, name: '.DS_Store' };
          const folder = (name, ...rest) => ({
            name, isDirectory: true, createReader: () => ({ readEntries: (done) => done(rest.splice(0, 1)) }),
          });
          const items = [{ webkitGetAsEntry: () => folder('cats', hidden, folder('more', entry)) }];
          const drop = new Event('drop', { bubbles: true, cancelable: true });
          Object.defineProperty(drop, 'dataTransfer', { value: { items, types: ['Files'], files: [] } });
          document.querySelector('.drop').dispatchEvent(drop);
        }
        """
            .replace("async () => {", "async () => {" + DRAWN));
    assertThat(page.locator("li.picture")).hasCount(5);
    assertThat(page.locator("li.picture").last()).containsText("deep.png");
    assertThat(BROWSER.complaints()).isEmpty();
  }

  private static void ready(Page page) {
    assertThat(page.locator("#captions[data-ready]")).hasCount(1);
  }

  private Locator position() {
    return page.locator("#position");
  }

  private Locator caption() {
    return page.locator("#caption");
  }

  private Locator state() {
    return page.locator("#caption-state");
  }

  private static Locator.GetByRoleOptions button(String name) {
    return new Locator.GetByRoleOptions().setName(name);
  }

  private static FilePayload picture(String name, int number) {
    return new FilePayload(name, "image/png", Drawings.square(80, number));
  }
}
