package dev.lorafoundry.api.page.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.lorafoundry.api.page.web.PageInBrowser.named;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.KeyboardModifier;
import dev.lorafoundry.testkit.Unique;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A dataset's page in a browser: how files come in, and what is seen of them. */
final class DatasetPageIT {
  private static final String HOSTILE = "<img src=x onerror=\"document.title='bad'\">.png";

  @RegisterExtension static final PageInBrowser BROWSER = new PageInBrowser();

  private Page page;

  @BeforeEach
  void open() {
    page = BROWSER.page();
    page.onDialog(Dialog::accept);
    BROWSER.makeProject(Unique.name("uploads"));
  }

  @Test
  void saysOfEachFileWhatCameOfIt() {
    choose(
        picture("good.png", 1),
        picture(HOSTILE, 2),
        new FilePayload("good.txt", "text/plain", "a cat".getBytes(StandardCharsets.UTF_8)),
        new FilePayload("emp\"ty.png", "image/png", new byte[0]),
        new FilePayload("text.png", "image/png", "no picture".getBytes(StandardCharsets.UTF_8)));

    assertThat(report()).containsText("Files added: 3.");
    assertThat(report()).containsText("can’t be used: 2.");
    assertThat(row("good.png")).containsText("added");
    assertThat(row("text.png")).containsText("not a picture that can be read");
    assertThat(row("emp\"ty.png")).containsText("The file is empty.");
    assertThat(row(HOSTILE)).containsText("added");
    assertThat(page.locator("li.picture")).hasCount(2);
    assertThat(page.locator("li.picture textarea").first()).hasValue("a cat");
    BROWSER.look("uploads");

    page.reload();
    assertThat(row("text.png")).containsText("not a picture that can be read");
    assertThat(page.locator("#uploads li")).hasCount(2);
    page.getByRole(AriaRole.BUTTON, named("Clear the list")).click();
    assertThat(page.locator("#uploads li")).hasCount(0);
    assertThat(page.locator("img[src='x']")).hasCount(0);
    assertThat(page.title()).isNotEqualTo("bad");
    assertThat(BROWSER.complaints()).isEmpty();
  }

  @Test
  void goesOnAfterTheConnectionWasLostAndAfterAReload(@TempDir Path folder) throws IOException {
    Path zip = Files.write(folder.resolve("many.zip"), Drawings.largeZip(3));
    AtomicInteger parts = new AtomicInteger();
    page.route(
        "**/api/v1/uploads/*",
        route -> {
          boolean cut = route.request().method().equals("PATCH") && parts.incrementAndGet() == 2;
          if (cut) {
            route.abort();
          } else {
            route.resume();
          }
        });
    page.route(
        "**/api/v1/uploads/*/pictures", route -> route.abort()); // why: the page is closed by then

    chooseFile(zip);
    page.waitForCondition(() -> parts.get() == 4);
    assertThat(row("many.zip")).containsText("Nobody answers");
    String address = page.url();
    page.navigate("about:blank");
    page.unroute("**/api/v1/uploads/*/pictures");
    page.navigate(address);

    assertThat(row("many.zip")).containsText("added, with 3 pictures");
    assertThat(page.locator("li.picture")).hasCount(3);
  }

  @Test
  void offersToGoOnWithAFileThatWasLeft(@TempDir Path folder) throws IOException {
    Path zip = Files.write(folder.resolve("left.zip"), Drawings.largeZip(3));
    loseAllButTheFirstPart();
    chooseFile(zip);
    assertThat(row("left.zip")).containsText("Nobody answers");

    page.unroute("**/api/v1/uploads/*");
    page.reload();
    assertThat(row("left.zip")).containsText("choose the same file again");
    AtomicInteger rest = partsFromNowOn();
    chooseFile(zip);

    assertThat(row("left.zip")).containsText("added, with 3 pictures");
    assertThat(rest.get()).isEqualTo(2);
    assertThat(page.locator("#uploads li")).hasCount(1);
  }

  @Test
  void goesOnWithAModelThatWasLeftAndSaysWhyItIsNone(@TempDir Path folder) throws IOException {
    page.navigate("/models");
    Path model = Files.write(folder.resolve("left.safetensors"), new byte[9 << 20]);
    loseAllButTheFirstPart();
    addModel(model);
    assertThat(row("left.safetensors")).containsText("Nobody answers");
    assertThat(page.locator("section:has(> #add-title) li.upload")).hasCount(1);
    BROWSER.look("model-upload");

    page.unroute("**/api/v1/uploads/*");
    page.reload();
    assertThat(row("left.safetensors")).containsText("Not complete (44 %)");
    assertThat(page.locator("#uploads li")).hasCount(1);
    AtomicInteger rest = partsFromNowOn();
    addModel(model);
    assertThat(row("left.safetensors")).containsText("safetensors header");
    assertThat(rest.get()).isEqualTo(2);

    page.route(
        "**/api/v1/uploads/*/base-model",
        route -> route.fulfill(new Route.FulfillOptions().setStatus(201).setBody("")));
    page.evaluate("document.body.dataset.old = 'yes'");
    page.getByRole(AriaRole.BUTTON, named("Try again with left.safetensors")).click();
    assertThat(page.locator("body:not([data-old])")).hasCount(1);
    page.unroute("**/api/v1/uploads/*/base-model");
    assertThat(row("left.safetensors")).containsText("All of it is here");
    page.getByRole(AriaRole.BUTTON, named("Cancel left.safetensors")).click();
    assertThat(row("left.safetensors")).hasCount(0);
    page.reload();
    assertThat(page.locator("#uploads[data-ready] li")).hasCount(0);
  }

  private void loseAllButTheFirstPart() {
    AtomicInteger parts = new AtomicInteger();
    page.route(
        "**/api/v1/uploads/*",
        route -> {
          if (route.request().method().equals("PATCH") && parts.incrementAndGet() > 1) {
            route.abort();
          } else {
            route.resume();
          }
        });
  }

  private AtomicInteger partsFromNowOn() {
    AtomicInteger parts = new AtomicInteger();
    page.onRequest(request -> parts.addAndGet(request.method().equals("PATCH") ? 1 : 0));
    return parts;
  }

  private void addModel(Path file) {
    assertThat(page.locator("#uploads[data-ready]")).hasCount(1);
    page.getByLabel("Checkpoint (.safetensors)").setInputFiles(file);
    page.getByRole(AriaRole.BUTTON, named("Add it")).click();
  }

  @Test
  void showsOriginalsBesideWhatCameOfThemAndWhatSettingsWouldMake() {
    BROWSER.upload(
        new FilePayload("wide.png", "image/png", Drawings.grid(400, 100)), picture(HOSTILE, 2));
    Locator trial = page.locator("#trial");
    assertThat(page.getByLabel("What these settings make of").locator("option")).hasCount(2);
    page.getByLabel("Width").fill("64");
    page.getByLabel("Height").fill("7");
    assertThat(page.locator("#problem-height")).containsText("use a whole number from 64");
    page.getByLabel("Height").fill("64");
    assertThat(trial).containsText("400 × 100, brought to 256 × 64; 64 × 64 of it is trained");
    assertThat(page.locator("#problem-height")).isEmpty();
    page.getByLabel("Crop").selectOption("none");
    assertThat(trial).containsText("The picture is 400 × 100 pixels, not 64 × 64");
    page.getByLabel("Crop").selectOption("cover");
    assertThat(trial.locator("img")).hasJSProperty("naturalWidth", 64);
    BROWSER.look("trial");

    BROWSER.prepare();
    assertThat(page.locator("li.picture").first()).containsText("1 training picture");
    page.locator("li.picture .frame").first().click();
    Locator large = page.locator("#large");
    assertThat(large).containsText("wide.png");
    assertThat(large.locator("[data-side=original] img")).hasJSProperty("naturalWidth", 400);
    assertThat(large.locator("[data-side=processed] img")).hasJSProperty("naturalWidth", 64);
    assertThat(large).containsText("all of it is trained");
    BROWSER.look("large");
    page.keyboard().press("Space");
    assertThat(large.locator("[data-side=processed]")).isHidden();
    page.keyboard().press("Space");
    assertThat(large.locator("[data-side=original]")).isHidden();
    page.keyboard().press("ArrowRight");
    assertThat(large.locator("#large-title")).containsText("<img src=x onerror=");
    page.keyboard().press("Escape");
    assertThat(large).isHidden();
    assertThat(page.locator("img[src='x']")).hasCount(0);
    page.setViewportSize(360, 740);
    assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isLessThan(361);
    BROWSER.look("dataset-phone");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    page.locator("li.picture .frame").first().click();
    assertThat(large).isVisible();
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target", "browser", "large-phone.png")));
    assertThat(BROWSER.complaints()).isEmpty();
  }

  @Test
  void removesWhatIsSelected() {
    choose(picture("1.png", 1), picture("2.png", 2), picture("3.png", 3), picture("4.png", 4));
    assertThat(page.locator("li.picture")).hasCount(4);
    page.getByLabel("Select 1.png").check();
    page.getByLabel("Select 3.png")
        .click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.SHIFT)));
    assertThat(page.locator("#picked")).hasText("3 selected");
    page.getByRole(AriaRole.BUTTON, named("Remove 2.png")).click();
    assertThat(page.locator("#picked")).hasText("2 selected");

    page.getByRole(AriaRole.BUTTON, named("Remove them")).click();

    assertThat(page.locator("li.picture")).hasCount(1);
    assertThat(page.locator("li.picture")).containsText("4.png");
    assertThat(page.locator("#selection")).isHidden();
    assertThat(page.locator("#summary")).containsText("Pictures1");
  }

  @Test
  void keepsWhatIsWrittenWhileOtherThingsHappen() {
    choose(picture("1.png", 1), picture("2.png", 2));
    Locator card = page.locator("li.picture").first();
    Locator caption = card.locator("textarea");
    caption.click();
    page.keyboard().type("a cat");
    page.keyboard().press("ArrowLeft");
    choose(picture("3.png", 3));
    assertThat(page.locator("li.picture")).hasCount(3);
    assertThat(caption).isFocused();
    page.keyboard().type("u");
    assertThat(caption).hasValue("a caut");

    page.route("**/pictures/*/caption", Route::abort);
    caption.fill("\na cat\na dog");
    caption.blur();
    assertThat(card).containsText("Not saved yet.");
    choose(picture("4.png", 4));
    assertThat(page.locator("li.picture")).hasCount(4);
    assertThat(caption).hasValue("\na cat\na dog");
    page.unroute("**/pictures/*/caption");
    card.getByRole(AriaRole.BUTTON, button("Save the caption")).click();
    assertThat(card).containsText("Saved.");
    page.reload();
    assertThat(caption).hasValue("\na cat\na dog");
  }

  @Test
  void showsWhatOthersWriteUnlessSomebodyWritesThereToo() {
    choose(picture("1.png", 1), picture("2.png", 2));
    Locator first = page.locator("li.picture").first();
    Page other = BROWSER.session().newPage();
    other.navigate(page.url());
    first.locator("textarea").click();
    page.keyboard().type("mine");
    write(other.locator("li.picture").first(), "theirs");
    write(other.locator("li.picture").nth(1), "a dog");
    other.close();

    assertThat(page.locator("li.picture textarea").nth(1)).hasValue("a dog");
    assertThat(first.locator("textarea")).hasValue("mine");
    first.locator("textarea").blur();
    assertThat(first).containsText("somebody else changed it meanwhile");
    assertThat(first.locator("blockquote")).hasText("theirs");
    assertThat(first.locator("textarea")).hasValue("mine");
    first.getByRole(AriaRole.BUTTON, button("Save the caption")).click();
    assertThat(first).containsText("Saved.");
    page.reload();
    assertThat(first.locator("textarea")).hasValue("mine");
  }

  private static void write(Locator card, String caption) {
    card.locator("textarea").fill(caption);
    card.locator("textarea").blur();
    assertThat(card).containsText("Saved.");
  }

  @Test
  void takesAFolderThatIsDroppedAnywhereAsAZipOfIt(@TempDir Path folder) throws IOException {
    store(folder.resolve("set/10_a/1.png"), Drawings.square(80, 1));
    store(folder.resolve("set/10_a/1.txt"), "one".getBytes(StandardCharsets.UTF_8));
    store(folder.resolve("set/10_a/masks/1.png"), Drawings.square(80, 4));
    store(folder.resolve("set/20_b/1.png"), Drawings.square(80, 2));
    store(folder.resolve("set/20_b/1.txt"), "two".getBytes(StandardCharsets.UTF_8));
    store(folder.resolve("set/reg/10_a/1.png"), Drawings.square(80, 3));
    store(folder.resolve("set/reg/10_a/1.txt"), "three".getBytes(StandardCharsets.UTF_8));

    drop(folder.resolve("set"));

    assertThat(report()).containsText("Files added: 7.");
    assertThat(row("set/reg/10_a/1.txt")).containsText("added");
    // why: what is far from sight is not kept in the page
    page.locator("#pictures-title").evaluate("title => title.scrollIntoView()");
    assertThat(page.locator("li.picture option:checked"))
        .hasText(new String[] {"10_a", "20_b", "reg › 10_a"});
    for (int i = 0; i < 3; i++) {
      assertThat(page.locator("li.picture textarea").nth(i))
          .hasValue(List.of("one", "two", "three").get(i));
    }
    assertThat(page.locator("li.picture .mask").first()).hasText("with a mask");
    assertThat(page.locator("#concepts form").nth(1).getByLabel("Repeats")).hasValue("10");
    assertThat(BROWSER.complaints()).isEmpty();
  }

  @Test
  void selectsAlsoWhatIsNotLoaded() {
    choose(
        IntStream.rangeClosed(1, 130)
            .mapToObj(i -> picture(i + ".png", i))
            .toArray(FilePayload[]::new));
    assertThat(report()).containsText("Files added: 130.");
    page.getByLabel("Select 2.png", new Page.GetByLabelOptions().setExact(true)).check();
    page.locator("#stretch-2").evaluate("part => part.scrollIntoView({ block: 'end' })");
    page.getByLabel("Select 130.png")
        .click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.SHIFT)));
    assertThat(page.locator("#picked")).hasText("129 selected");
    page.getByRole(AriaRole.BUTTON, named("Select all")).click();
    assertThat(page.locator("#picked")).hasText("130 selected");

    page.getByRole(AriaRole.BUTTON, named("Remove them")).click();

    assertThat(page.locator("li.picture")).hasCount(0);
    assertThat(page.locator("#selection")).isHidden();
    assertThat(BROWSER.complaints()).isEmpty();
  }

  private static void store(Path file, byte[] content) throws IOException {
    Files.createDirectories(requireNonNull(file.getParent()));
    Files.write(file, content);
  }

  /** Drops a folder onto the head of the page, as people miss the field. */
  private void drop(Path folder) {
    JsonArray files = new JsonArray();
    files.add(folder.toString());
    JsonObject data = new JsonObject();
    data.add("items", new JsonArray());
    data.add("files", files);
    data.addProperty("dragOperationsMask", 1);
    CDPSession browser = BROWSER.session().newCDPSession(page);
    for (String type : List.of("dragEnter", "dragOver", "drop")) {
      JsonObject event = new JsonObject();
      event.addProperty("type", type);
      event.addProperty("x", 900);
      event.addProperty("y", 60);
      event.add("data", data);
      browser.send("Input.dispatchDragEvent", event);
    }
  }

  private static Locator.GetByRoleOptions button(String name) {
    return new Locator.GetByRoleOptions().setName(name);
  }

  private void choose(FilePayload... files) {
    page.getByLabel("Pictures, captions or a zip").setInputFiles(files);
  }

  private void chooseFile(Path file) {
    page.getByLabel("Pictures, captions or a zip").setInputFiles(file);
  }

  private Locator report() {
    return page.locator("#upload-report");
  }

  private Locator row(String name) {
    return page.locator("li.upload").filter(new Locator.FilterOptions().setHasText(name));
  }

  private static FilePayload picture(String name, int number) {
    return new FilePayload(name, "image/png", Drawings.square(80, number));
  }
}
