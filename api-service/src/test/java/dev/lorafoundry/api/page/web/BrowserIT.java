package dev.lorafoundry.api.page.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.lorafoundry.api.page.web.PageInBrowser.PATIENCE;
import static dev.lorafoundry.api.page.web.PageInBrowser.exactly;
import static dev.lorafoundry.api.page.web.PageInBrowser.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import dev.lorafoundry.api.testing.TestModels;
import dev.lorafoundry.testkit.Unique;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clicks through the page from the first picture to the last LoRA. */
final class BrowserIT {
  @RegisterExtension static final PageInBrowser BROWSER = new PageInBrowser();

  private Page page;

  @BeforeEach
  void open() {
    page = BROWSER.page();
  }

  @Test
  void leadsFromAnEmptyPageToADownloadedLora() {
    BROWSER.addBaseModel("small");
    BROWSER.look("models");
    BROWSER.makeProject(Unique.name("lighthouse"));
    uploadPictures();
    prepare();
    train();
    seeResults();
    renderAgain();
    renderWhatIsMissing();
    trainTogetherWhatIsLeft();
    seeJob();
    new ChineseReader(BROWSER).readFromTheJobOn();

    assertThat(BROWSER.complaints()).isEmpty();
  }

  /** Of a page whose stream of events opens late, as where a network is slow. */
  @Test
  void showsWhatHappenedBeforeItsEventsCame() {
    BROWSER.makeProject(Unique.name("late"));
    uploadPictures();
    List<Route> held = new ArrayList<>();
    Page late = BROWSER.session().newPage();
    late.route("**/api/v1/events?*", held::add);
    late.navigate(page.url());
    prepare();
    assertThat(late.locator("#summary")).containsText("none yet");

    held.forEach(Route::resume);

    assertThat(late.locator("#summary")).containsText("7 of 64 × 64", patiently());
  }

  /** A browser has room for six connections to a service, all its tabs together. */
  @Test
  void leavesRoomForOthersWhileNobodySeesItAndCatchesUp() {
    BROWSER.makeProject(Unique.name("tabs"));
    uploadPictures();
    List<Page> tabs = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Page tab = BROWSER.session().newPage();
      tab.navigate(page.url());
      tab.evaluate(seen(false));
      tabs.add(tab);
    }
    prepare();
    assertThat(tabs.get(0).locator("#summary")).containsText("none yet");

    tabs.get(0).evaluate(seen(true));

    assertThat(tabs.get(0).locator("#summary")).containsText("7 of 64 × 64", patiently());
  }

  private static String seen(boolean isSeen) {
    return "Object.defineProperty(document, 'hidden', { value: %s, configurable: true });"
            .formatted(!isSeen)
        + "document.dispatchEvent(new Event('visibilitychange'))";
  }

  @Test
  void saysOnceThatTheServiceIsAwayUntilItIsBack() {
    Locator notice = page.locator("#notice");
    page.route("**/workers/summary", Route::abort);
    askForWorkers();
    assertThat(notice).containsText("The service did not answer");
    page.evaluate("document.querySelector('#notice p').dataset.seen = 'yes'");
    askForWorkers();
    assertThat(page.locator("#notice [data-seen]")).hasCount(1);

    page.unroute("**/workers/summary");
    page.route(
        "**/workers/summary",
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setStatus(502)
                    .setContentType("text/html")
                    .setBody("<h1>Bad Gateway</h1>")));
    askForWorkers();
    assertThat(notice).containsText("(status 502)");
    assertThat(page.getByText("Bad Gateway")).hasCount(0);

    page.unroute("**/workers/summary");
    askForWorkers();
    assertThat(notice).isEmpty();
  }

  private void askForWorkers() {
    page.evaluate(
        "htmx.ajax('GET', '/workers/summary', { source: '#workers', target: '#workers' })"
            + ".catch(() => {})");
  }

  @Test
  void tellsAtTheFieldWhatIsWrongAndKeepsTheRest() {
    BROWSER.makeProject(Unique.name("mistakes"));
    BROWSER.open("Train");
    page.getByLabel("Learning rate", exactly()).fill("1e-4x");
    page.getByLabel("Epochs", exactly()).fill("7");
    page.getByLabel("Go together", exactly()).fill("Epochs, save every");

    assertThat(page.locator("#problem-zip"))
        .containsText("In what goes together (zip), epochs has one value", patiently());
    assertThat(page.locator("#problem-learningRate")).containsText("1e-4x", patiently());
    assertThat(page.locator("#plan")).containsText("The dataset is empty");
    page.getByRole(AriaRole.BUTTON, named("Start training")).click();

    assertThat(page.locator("#problem-learningRate")).containsText("is not allowed");
    Locator rate = page.getByLabel("Learning rate", exactly());
    assertThat(rate).hasAttribute("aria-invalid", "true");
    assertThat(page.locator("#run [aria-invalid=true]:focus")).hasCount(1);
    assertThat(page.getByLabel("Epochs", exactly())).hasValue("7");
    rate.fill("0.001");
    assertThat(page.locator("#problem-learningRate"))
        .isEmpty(new LocatorAssertions.IsEmptyOptions().setTimeout(PATIENCE));
    assertThat(page.locator("#learningRate[aria-invalid]")).hasCount(0);
  }

  @Test
  void takesAVaeForABaseModelAndRefusesWhatIsNone() {
    String model = Unique.name("vaes");
    String vae = Unique.name("mse");
    BROWSER.addBaseModel(model);
    uploadVae(
        "lora",
        TestModels.safetensors(Map.of("lora_unet_a.lora_down.weight", new long[] {4, 4}), 1));
    assertThat(page.locator("#problem-vae-file")).containsText("The file has no VAE");
    BROWSER.look("models-refused");
    uploadVae("pickle", "PK\u0003\u0004archive/data.pkl".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(page.locator("#problem-vae-file")).containsText("pickle");
    uploadVae(vae, TestModels.vae(vae.hashCode()));
    assertThat(page.getByRole(AriaRole.HEADING, named(vae))).isVisible();

    Locator choice = page.getByLabel("VAE of " + model);
    Locator chosen = choice.locator("option[selected]"); // why: the service says so, not the click
    Locator offered = choice.locator("option").filter(new Locator.FilterOptions().setHasText(vae));
    choice.selectOption(offered.getAttribute("value"));
    assertThat(chosen).containsText(vae);
    BROWSER.look("models-vae");
    page.waitForLoadState();
    choice.selectOption("");
    assertThat(chosen).hasText("its own");
    assertThat(BROWSER.complaints()).isEmpty();
  }

  private void uploadVae(String name, byte[] file) {
    page.getByLabel("VAE (.safetensors)")
        .setInputFiles(new FilePayload(name + ".safetensors", "application/octet-stream", file));
    page.getByRole(AriaRole.BUTTON, named("Add the VAE")).click();
  }

  @Test
  void refusesNamesInASentence() {
    page.getByLabel("Name").fill("../etc");
    page.getByRole(AriaRole.BUTTON, named("Create project")).click();

    assertThat(page.locator("#problem-name")).containsText("The name '../etc' is not allowed");
    assertThat(page.getByLabel("Name")).hasValue("../etc");
  }

  @Test
  void showsNothingToStrangers() {
    BROWSER.session().clearCookies();
    page.navigate("/models");

    assertThat(page).hasURL(Pattern.compile("/sign-in$"));
  }

  private void uploadPictures() {
    List<FilePayload> files = new ArrayList<>();
    IntStream.rangeClosed(1, 7)
        .forEach(
            i -> {
              files.add(
                  new FilePayload("light" + i + ".png", "image/png", Drawings.square(256, i)));
              files.add(
                  new FilePayload(
                      "light" + i + ".txt",
                      "text/plain",
                      ("lgthse tower " + i).getBytes(StandardCharsets.UTF_8)));
            });
    BROWSER.upload(files.toArray(FilePayload[]::new));
    assertThat(page.locator("li.picture")).hasCount(7);

    Locator caption = page.locator("li.picture textarea").first();
    caption.fill("lgthse by the sea");
    caption.blur();
    assertThat(page.getByText("Saved.")).isVisible();
  }

  private void prepare() {
    page.getByLabel("Width").fill("7");
    page.getByRole(AriaRole.BUTTON, named("Prepare the dataset")).click();
    assertThat(page.locator("#problem-width")).containsText("use a whole number from 64");

    BROWSER.prepare();
    assertThat(page.locator("#summary")).containsText("7 of 64 × 64", patiently());
    assertThat(page.locator("li.picture").first()).containsText("1 training picture", patiently());
    assertThat(page.locator("li.picture textarea").first()).hasValue("lgthse by the sea");
    BROWSER.look("dataset");
  }

  private void train() {
    page.getByRole(AriaRole.LINK, named("Go on to training")).click();
    BROWSER.arrive("/train");
    page.getByLabel("AdamW", exactly()).check();
    page.getByLabel("Learning rate", exactly()).fill("0.001, 0.0005");
    page.getByLabel("Epochs", exactly()).fill("2");
    page.getByLabel("Rank", exactly()).fill("4");
    page.getByLabel("Alpha", exactly()).fill("2");

    assertThat(page.locator("#plan")).containsText("4 jobs", patiently());
    assertThat(page.locator("#plan")).containsText("-op-AdamW-lr-0_0005-");
    BROWSER.look("train");
    page.getByRole(AriaRole.BUTTON, named("Start training")).click();
    BROWSER.arrive("/results");
  }

  private void seeResults() {
    assertThat(page.locator("#jobs .jobs > li .state.done"))
        .hasCount(4, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE));
    assertThat(page.locator("#checkpoints figure img"))
        .hasCount(4, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE));
    lookThroughStrips();
    BROWSER.look("results");
    Locator of = page.locator("#checkpoints-of");
    of.selectOption(new SelectOption().setIndex(1));
    assertThat(page.locator("#checkpoints .checkpoint")).hasCount(1);
    of.selectOption("all jobs");
    assertThat(page.locator("#checkpoints .checkpoint")).hasCount(4);

    Download download =
        page.waitForDownload(() -> page.locator("#checkpoints a[download]").first().click());
    assertThat(download.suggestedFilename()).contains("-000001-small-").endsWith(".safetensors");
  }

  /** One picture of each checkpoint, beside its job, whose bar went when it had ended. */
  private void lookThroughStrips() {
    Locator frames = page.locator("#jobs .strip > li");
    assertThat(frames.locator("img")).hasCount(4);
    assertThat(frames.first()).containsText("Epoch 1");
    assertThat(frames.first()).containsText("loss ");
    assertThat(frames.first().locator("a"))
        .hasAttribute("href", Pattern.compile("/jobs/[^/]+#checkpoint-.+"));
    assertThat(page.locator("#jobs progress")).hasCount(0);
  }

  private void renderAgain() {
    Locator first = page.locator("#checkpoints .checkpoint").first();
    first.getByRole(AriaRole.BUTTON, render()).click();

    assertThat(first.locator("figure img")).hasCount(2);
    assertThat(page.locator("#checkpoints figure img")).hasCount(5);
  }

  private void renderWhatIsMissing() {
    BROWSER.open("Train");
    page.getByLabel("AdamW", exactly()).check();
    page.getByLabel("Epochs", exactly()).fill("2");
    page.getByLabel("Rank", exactly()).fill("4");
    page.getByLabel("Render a preview of every checkpoint").uncheck();
    page.getByRole(AriaRole.BUTTON, named("Start training")).click();
    BROWSER.arrive("/results");
    Locator rendered = page.locator("#checkpoints figure img");
    assertThat(page.locator("#checkpoints .checkpoint")).hasCount(6);
    assertThat(rendered).hasCount(5);

    Locator renderMissing = page.getByRole(AriaRole.BUTTON, named("Render what is missing"));
    renderMissing.click();
    assertThat(rendered).hasCount(6);
    renderMissing.click();
    assertThat(rendered).hasCount(7);
    assertThat(page.locator("#checkpoints .checkpoint").filter(without("figure"))).hasCount(0);
  }

  /** Two rates, with two rows of rank and alpha, of which the first are there already. */
  private void trainTogetherWhatIsLeft() {
    BROWSER.open("Train");
    page.getByLabel("Learning rate", exactly()).fill("0.001, 0.0005");
    page.getByLabel("Epochs", exactly()).fill("2");
    page.getByLabel("Rank", exactly()).fill("4, 8");
    page.getByLabel("Alpha", exactly()).fill("2, 4");
    Locator plan = page.locator("#plan");
    assertThat(plan).containsText("8 jobs", patiently());
    page.getByLabel("Go together", exactly()).fill("Rank, alpha");
    assertThat(plan).containsText("4 jobs", patiently());
    page.getByLabel("Leave out what is trained already, or will be").check();
    assertThat(plan).containsText("2 jobs", patiently());
    assertThat(plan).containsText("rank 4, alpha 2 is there already: job small-bs-1-ep-2-op-Lion-");

    page.getByRole(AriaRole.BUTTON, named("Start training")).click();
    BROWSER.arrive("/results");

    assertThat(page.locator("#jobs .jobs > li")).hasCount(8);
    assertThat(page.locator("#jobs .jobs > li .state.done"))
        .hasCount(8, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE));
  }

  private Locator.FilterOptions without(String selector) {
    return new Locator.FilterOptions().setHasNot(page.locator(selector));
  }

  private static Locator.GetByRoleOptions render() {
    return new Locator.GetByRoleOptions().setName("Render a preview of");
  }

  private void seeJob() {
    page.locator("#jobs a").first().click();

    assertThat(page.locator("#loss-chart canvas")).isVisible();
    page.getByText("History").click();
    assertThat(page.locator("#history")).containsText("attempt 1");
    page.getByText("Log", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.locator("#log-lines")).containsText("trains ");
    BROWSER.look("job");
  }

  private static LocatorAssertions.ContainsTextOptions patiently() {
    return new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE);
  }
}
