package dev.lorafoundry.api.page.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.lorafoundry.api.page.web.PageInBrowser.exactly;
import static dev.lorafoundry.api.page.web.PageInBrowser.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.FilePayload;
import dev.lorafoundry.api.checkpoint.CheckpointExample;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.testkit.Unique;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The table of a version's pictures, in a browser. */
final class ComparePageIT {
  @RegisterExtension static final PageInBrowser BROWSER = new PageInBrowser();

  private static final int WEIGHTS = 4;

  @Test
  void comparesCheckpoints() {
    Page page = BROWSER.page();
    BROWSER.addBaseModel(Unique.name("base"));
    BROWSER.makeProject(Unique.name("tower"));
    BROWSER.upload(new FilePayload("a.png", "image/png", Drawings.square(80, 1)));
    BROWSER.prepare();
    BROWSER.open("Train");
    page.getByLabel("Epochs", exactly()).fill("2");
    page.getByLabel("Rank", exactly()).fill("4, 8");
    page.getByRole(AriaRole.BUTTON, named("Start training")).click();
    BROWSER.arrive("/results");

    BROWSER.open("Compare");
    assertThat(rows()).hasCount(2);
    assertThat(cells()).hasCount(2 * WEIGHTS); // why: they come while the page is open
    seeThumbnails();
    zoom();
    choose();
    seeLarge();
    setOneAgainstTheOther();
    starAndNote();
    download();
    renderMore();
    fitsAPhone();

    assertThat(BROWSER.complaints()).allMatch(each -> each.contains("412"), "but for the note");
  }

  /** 400 of them are one page; what is chosen, sorted and set beside is of all. */
  @Test
  void choosesAmongMoreCheckpointsThanAPageShows() {
    BROWSER.makeProject(Unique.name("many"));
    ManyCheckpoints many = new ManyCheckpoints(BROWSER);
    Job first = many.job("first", 8);
    many.saveEpochs(first, 3);
    many.renderLast(first, 0.5, 1);
    many.saveEpochs(many.job("second", 16), 398);
    Job last = many.job("last", 16);
    many.saveEpochs(last, 12);
    many.renderLast(last, 1);
    BROWSER.open("Compare");
    assertThat(counts()).containsText("Checkpoints: 413 of 413 · Pictures here: 2");

    setPicturesOfTwoPagesBeside();
    chooseOnAllPages();
    hearOfLaterJobs(many);
    assertThat(BROWSER.complaints()).isEmpty();
  }

  private static Locator counts() {
    return page().locator("#compare").getByRole(AriaRole.STATUS).first();
  }

  private void setPicturesOfTwoPagesBeside() {
    rows().first().getByRole(AriaRole.CHECKBOX).check();
    cells().first().focus();
    page().keyboard().press("a");
    page().locator("#compare-older").click();
    assertThat(rows()).hasCount(13);
    assertThat(page().locator("#compare-elsewhere-part")).hasText("of these not shown here: 1");
    page().getByText("choose none").click();
    assertThat(page().locator("#compare-selection")).isHidden();
    assertThat(page()).hasURL(Pattern.compile("\\?page=1$"));
    assertThat(page().locator("#compare-sided")).hasText("A: Epoch 3 · first");
    cells().first().focus();
    page().keyboard().press("b");
    page().keyboard().press("c");

    Locator dialog = page().getByRole(AriaRole.DIALOG);
    assertThat(dialog.locator("#compare-ab-a")).hasJSProperty("naturalWidth", 80);
    assertThat(dialog.locator("#compare-ab-b")).hasJSProperty("naturalWidth", 80);
    assertThat(dialog.locator("#compare-ab-a-title")).hasText("Epoch 3 · first");
    assertThat(dialog.locator("#compare-ab-a-facts")).containsText("0.5");
    assertThat(dialog.locator("#compare-ab-b-title")).hasText("Epoch 12 · last");
    page().keyboard().press("1");
    assertThat(dialog.locator("#compare-a-mark [data-star]")).hasAttribute("aria-pressed", "true");
    page().keyboard().press("Escape");
  }

  private void chooseOnAllPages() {
    page().getByText("Choose checkpoints").click();
    page().getByLabel("Rank", exactly()).selectOption("8");
    assertThat(rows()).hasCount(3);
    assertThat(counts()).containsText("Checkpoints: 3 of 413");
    page().getByLabel("with a star only").check();
    assertThat(rows()).hasCount(1);
    page().reload();
    assertThat(rows()).hasCount(1);
    assertThat(page().getByLabel("with a star only")).isChecked();
    assertThat(page().getByLabel("Rank", exactly())).hasValue("8");
    page().getByLabel("Rank", exactly()).selectOption("16");
    assertThat(page().locator("#compare-shared")).hasText("No checkpoint is as chosen.");
    page().getByText("Show all", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(rows()).hasCount(400);
    page().getByLabel("Sort by").selectOption("step");
    assertThat(rows().nth(2)).containsText("last");
    page().getByText("Choose pictures").click();
    page().getByLabel("0.5", exactly()).uncheck();
    assertThat(counts()).containsText("Checkpoints: 2 of 413 · Pictures here: 2");
    BROWSER.look("compare-wanted");
    page().goBack();
    assertThat(page().getByLabel("with a star only")).isChecked();
    assertThat(page().getByLabel("Sort by")).hasValue("job");
  }

  private void hearOfLaterJobs(ManyCheckpoints many) {
    Locator rank = page().getByLabel("Rank", exactly());
    rank.selectOption("16");
    page().getByLabel("with a star only").uncheck();
    assertThat(counts()).containsText("Checkpoints: 410 of 413");

    many.save(CheckpointExample.checkpoint(many.job("later", 32), 1));

    assertThat(rank.locator("option")).hasText(new String[] {"any", "8", "16", "32"});
    assertThat(rank).hasValue("16");
    assertThat(counts()).containsText("Checkpoints: 410 of 414");
  }

  private void seeThumbnails() {
    Locator first = cells().first().locator("img");
    assertThat(first).hasAttribute("src", Pattern.compile("\\?width=256$"));
    assertThat(first).hasJSProperty("naturalWidth", 256);
    assertThat(page().locator("#compare-common")).containsText("Euler a");
    BROWSER.look("compare");
  }

  private void zoom() {
    page().keyboard().press("+");
    page().keyboard().press("+");
    page().keyboard().press("+");
    page().keyboard().press("-");

    assertThat(page().getByLabel("Size of the pictures")).hasValue("224");
    assertThat(cells().first().boundingBox().width).isEqualTo(224);
  }

  private void choose() {
    page().getByText("Choose checkpoints").click();
    page().getByLabel("Rank", exactly()).selectOption("8");
    assertThat(rows()).hasCount(1);
    assertThat(rows()).containsText("-net-8-");
    page().getByText("Choose pictures").click();
    page().getByLabel("0.6", exactly()).uncheck();
    assertThat(cells()).hasCount(WEIGHTS - 1);
    assertThat(page().locator("#compare").getByRole(AriaRole.STATUS))
        .containsText("Checkpoints: 1 of 2 · Pictures here: 3");
    page().getByLabel("Rank", exactly()).selectOption("any");
    page().getByLabel("Sort by").selectOption("loss");
    assertThat(cells()).hasCount(2 * (WEIGHTS - 1));
  }

  private void seeLarge() {
    cells().first().focus();
    page().keyboard().press("ArrowRight");
    page().keyboard().press("Enter");
    Locator dialog = page().getByRole(AriaRole.DIALOG);
    assertThat(dialog).containsText("Epoch 1");
    assertThat(dialog.locator("#compare-large-facts")).containsText("0.8");
    assertThat(dialog.locator("img")).hasJSProperty("naturalWidth", 384);
    page().keyboard().press("ArrowRight");
    assertThat(dialog.locator("#compare-large-facts [data-part], #compare-large-facts dd").first())
        .hasText("1");
    page().keyboard().press("ArrowDown");
    assertThat(dialog.locator("img")).hasJSProperty("naturalWidth", 384);
    BROWSER.look("compare-large");
    markLarge(dialog);
    page().keyboard().press("Escape");

    assertThat(dialog).isHidden();
    assertThat(cells().nth(5)).isFocused();
  }

  /** By keys, without leaving the picture. */
  private void markLarge(Locator dialog) {
    Locator star = dialog.getByRole(AriaRole.BUTTON, inRow("Star of this checkpoint"));
    page().keyboard().press("s");
    assertThat(star).hasAttribute("aria-pressed", "true");
    page().keyboard().press("s");
    assertThat(star).hasAttribute("aria-pressed", "false");
    page().keyboard().press("n");
    Locator note = dialog.getByLabel("Note");
    assertThat(note).isFocused();
    note.fill("seen large");
    note.blur();
    assertThat(rows().last().locator("[data-note]")).hasValue("seen large");
    note.fill("");
    note.blur();
    assertThat(rows().last().locator("[data-note]")).hasValue("");
  }

  private void setOneAgainstTheOther() {
    cells().first().focus();
    page().keyboard().press("a");
    page().keyboard().press("ArrowRight");
    page().keyboard().press("b");
    assertThat(page().locator(".compare-cell[data-ab]")).hasCount(2);
    page().keyboard().press("c");

    Locator dialog = page().getByRole(AriaRole.DIALOG);
    assertThat(dialog.locator("#compare-ab-a")).hasJSProperty("naturalWidth", 384);
    Locator line = dialog.getByLabel("Where A ends and B begins");
    assertThat(line).isFocused();
    page().keyboard().press("ArrowLeft");
    assertThat(line).hasValue("49.5");
    page().keyboard().press("+");
    assertThat(dialog.getByLabel("Zoom")).hasValue("1.5");
    dialog.locator("#compare-ab-layers").click();
    assertThat(line).hasValue(Pattern.compile("50|49\\.5"));
    BROWSER.look("compare-ab");
    touch(dialog);
    page().keyboard().press("Escape");
    assertThat(dialog).isHidden();
  }

  /** Two fingers zoom, and one drags what is larger than its place, but for the line. */
  private void touch(Locator dialog) {
    Locator stage = dialog.locator("#compare-ab-stage");
    Locator line = dialog.getByLabel("Where A ends and B begins");
    BoundingBox box = stage.boundingBox();
    double x = box.x + box.width / 2;
    double y = box.y + box.height / 2;
    Fingers fingers = Fingers.on(page());
    fingers.press(x - 20, y, x + 20, y);
    fingers.move(x - 60, y, x + 60, y);
    fingers.lift();
    assertThat(dialog.getByLabel("Zoom")).hasValue("4.5");

    String before = line.inputValue();
    Object left = stage.evaluate("stage => stage.scrollLeft");
    fingers.press(box.x + 30, y);
    fingers.move(box.x + 90, y);
    fingers.lift();
    assertThat(((Number) left).doubleValue())
        .isEqualTo(((Number) stage.evaluate("stage => stage.scrollLeft")).doubleValue() + 60);
    assertThat(line).hasValue(before);

    BoundingBox handle = dialog.locator("#compare-ab-handle").boundingBox();
    double middle = handle.x + handle.width / 2;
    fingers.press(middle, y);
    fingers.move(middle + 40, y);
    fingers.lift();
    assertThat(line).not().hasValue(before);
  }

  /** As somebody else sees it, whose page is open all the while. */
  private void starAndNote() {
    Page other = BROWSER.session().newPage();
    other.navigate(page().url());
    Locator first = rows().first();
    first.getByRole(AriaRole.BUTTON, inRow("Star of")).click();
    assertThat(other.locator("[data-star][aria-pressed=true]")).hasCount(1);
    first.getByText("More", new Locator.GetByTextOptions().setExact(true)).click();
    Locator note = first.getByLabel("Note");
    note.fill("<img src=x onerror=\"document.title='hit'\"> sharp");
    note.blur();
    assertThat(other.locator(".compare-note"))
        .hasText("<img src=x onerror=\"document.title='hit'\"> sharp");
    assertThat(page().locator(".compare-note")).isVisible();
    page().getByLabel("with a star only").check();
    assertThat(rows()).hasCount(1);
    page().getByLabel("with a star only").uncheck();
    overwriteNothing(other);
    other.close();
  }

  private void overwriteNothing(Page other) {
    Locator first = rows().first();
    Locator note = first.getByLabel("Note");
    note.fill("mine");
    Locator theirs = other.locator("#compare-board [data-note]").first();
    theirs.evaluate("note => note.closest('details').open = true");
    theirs.fill("theirs");
    theirs.blur();
    assertThat(other.locator(".compare-note")).hasText("theirs");
    note.blur();

    assertThat(first.locator(".compare-conflict")).containsText("theirs");
    assertThat(note).hasValue("mine");
    assertThat(other.locator(".compare-note")).hasText("theirs");
    first.getByRole(AriaRole.BUTTON, inRow("Keep mine")).click();
    assertThat(first.locator(".compare-conflict")).hasCount(0);
    assertThat(other.locator(".compare-note")).hasText("mine");
  }

  private void download() {
    page().getByLabel("choose all that are shown").check();
    assertThat(page().locator("#compare-selection")).containsText("2 chosen");
    BROWSER.look("compare-chosen");
    Download download =
        page().waitForDownload(() -> page().getByText("Download as one zip").click());
    assertThat(download.suggestedFilename()).endsWith("-v1-loras.zip");
    assertThat(filesIn(download)).hasSize(2).allMatch(name -> name.endsWith(".safetensors"));
  }

  private static List<String> filesIn(Download download) {
    List<String> names = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(download.createReadStream())) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        names.add(entry.getName());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names;
  }

  private void renderMore() {
    rows().last().getByRole(AriaRole.CHECKBOX).uncheck();
    page().getByRole(AriaRole.BUTTON, named("Render more previews")).click();
    Locator dialog = page().getByRole(AriaRole.DIALOG);
    dialog.getByLabel("Width").fill("7");
    dialog.getByRole(AriaRole.BUTTON, inRow("Render")).click();
    assertThat(dialog.getByRole(AriaRole.ALERT)).containsText("width '7' is not allowed");
    dialog.getByLabel("Width").fill("");
    dialog.getByLabel("Prompt", inDialog()).fill("a fox");
    dialog.getByLabel("LoRA weights").fill("0.3");
    int before = cells().count();
    dialog.getByRole(AriaRole.BUTTON, inRow("Render")).click();

    assertThat(dialog).isHidden();
    assertThat(cells()).hasCount(before + 1);
    assertThat(page().locator("#compare-board thead")).containsText("a fox");
    assertThat(page().locator("#compare-selection")).containsText("1 chosen");
    BROWSER.look("compare-more");
  }

  private void fitsAPhone() {
    page().setViewportSize(360, 740);
    assertThat(page().evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
    cells().first().scrollIntoViewIfNeeded();
    assertThat(page().locator("#compare-board thead th").first()).isInViewport();
    assertThat(rows().first().getByRole(AriaRole.LINK, inRow("Epoch 1"))).isInViewport();
    BROWSER.look("compare-phone");
  }

  private static Locator.GetByRoleOptions inRow(String name) {
    return new Locator.GetByRoleOptions().setName(name);
  }

  private static Locator.GetByLabelOptions inDialog() {
    return new Locator.GetByLabelOptions().setExact(true);
  }

  private Locator rows() {
    return page().locator("#compare-board tbody tr:visible");
  }

  private Locator cells() {
    return page().locator(".compare-cell:visible");
  }

  private static Page page() {
    return BROWSER.page();
  }
}
