package dev.lorafoundry.api.page.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.lorafoundry.api.access.SignIn;
import dev.lorafoundry.api.testing.TestApi;
import dev.lorafoundry.api.testing.TestModels;
import dev.lorafoundry.objectstore.ObjectStore;
import dev.lorafoundry.testkit.Unique;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Clicks through the page with the browser of this machine, before workers that compute nothing.
 */
final class BrowserIT {
  private static final double PATIENCE = 30_000;
  private static ConfigurableApplicationContext api;
  private static Chromium chromium;
  private static ScriptedWorkers workers;
  private static String address;

  private final List<String> complaints = new ArrayList<>();
  private BrowserContext session;
  private Page page;

  @BeforeAll
  static void start() {
    assumeTrue(Chromium.installed().isPresent(), "no Chromium is installed (package chromium)");
    Map<String, Object> settings = TestApi.settings();
    settings.put("lora-foundry.events.group", Unique.name("events"));
    settings.put("lora-foundry.queue.dispatch-every", "100ms");
    settings.put("lora-foundry.run.max-previews-per-request", 1);
    api = TestApi.start(settings);
    address = "http://127.0.0.1:" + api.getEnvironment().getRequiredProperty("local.server.port");
    workers =
        new ScriptedWorkers(java.net.URI.create(address)).start(api.getBean(ObjectStore.class));
    chromium = Chromium.start();
    setDefaultAssertionTimeout(PATIENCE);
  }

  @AfterAll
  static void stop() {
    if (api != null) {
      chromium.close();
      workers.close();
      api.close();
    }
  }

  @BeforeEach
  void signIn() {
    session =
        chromium
            .browser()
            .newContext(
                new Browser.NewContextOptions().setViewportSize(1280, 900).setBaseURL(address));
    session.setDefaultTimeout(PATIENCE);
    page = session.newPage();
    page.onConsoleMessage(
        message -> {
          String complaint = message.text() + " at " + message.location();
          if (message.type().equals("error") && !isMeant(complaint)) {
            complaints.add(complaint);
          }
        });
    page.onPageError(complaints::add);
    String token = api.getBean(SignIn.class).issueLink().secret().text();
    page.navigate("/sign-in?token=" + token);
    page.waitForURL(address + "/");
  }

  @AfterEach
  void leave() {
    session.close();
  }

  @Test
  void leadsFromAnEmptyPageToADownloadedLora() {
    addBaseModel();
    makeProject(Unique.name("lighthouse"));
    uploadPictures();
    prepare();
    train();
    seeResults();
    renderAgain();
    renderWhatIsMissing();
    trainTogetherWhatIsLeft();
    seeJob();

    assertThat(complaints).isEmpty();
  }

  /** Of a page whose stream of events opens late, as where a network is slow. */
  @Test
  void showsWhatHappenedBeforeItsEventsCame() {
    makeProject(Unique.name("late"));
    uploadPictures();
    List<Route> held = new ArrayList<>();
    Page late = session.newPage();
    late.route("**/api/v1/events?*", held::add);
    late.navigate(page.url());
    prepare();
    assertThat(late.locator("#summary")).containsText("none yet");

    held.forEach(Route::resume);

    assertThat(late.locator("#summary")).containsText("7 of 64 × 64", patiently());
  }

  @Test
  void tellsAtTheFieldWhatIsWrongAndKeepsTheRest() {
    makeProject(Unique.name("mistakes"));
    open("Train");
    page.getByLabel("Learning rate", exactly()).fill("1e-4x");
    page.getByLabel("Epochs", exactly()).fill("7");
    page.getByLabel("Go together", exactly()).fill("Epochs, save every");

    assertThat(page.locator("#problem-zip"))
        .containsText("In what goes together (zip), epochs has one value", patiently());
    assertThat(page.locator("#problem-learningRate")).containsText("1e-4x", patiently());
    assertThat(page.locator("#plan")).containsText("The dataset is empty");
    page.getByRole(AriaRole.BUTTON, named("Start training")).click();

    assertThat(page.locator("#problem-learningRate")).containsText("is not allowed");
    assertThat(page.getByLabel("Epochs", exactly())).hasValue("7");
    page.getByLabel("Learning rate", exactly()).fill("0.001");
    assertThat(page.locator("#problem-learningRate"))
        .isEmpty(new LocatorAssertions.IsEmptyOptions().setTimeout(PATIENCE));
  }

  @Test
  void refusesNamesInASentence() {
    page.getByLabel("Name").fill("../etc");
    page.getByRole(AriaRole.BUTTON, named("Create project")).click();

    assertThat(page.locator("#problem-name")).containsText("The name '../etc' is not allowed");
    assertThat(page.getByLabel("Name")).hasValue("../etc");
  }

  @Test
  void showsNamesThatLookLikeCodeAsText() {
    String name = "<img src=x onerror=\"document.title='hit'\"> " + Unique.name("x");
    makeProject(name.replace("/", ""));

    assertThat(page.getByRole(AriaRole.HEADING, level(1))).containsText("<img src=x");
    assertThat(page.locator("h1 img")).hasCount(0);
    assertThat(complaints).isEmpty();
  }

  @Test
  void reportsEachFileThatCannotBeUsed() {
    makeProject(Unique.name("files"));
    page.getByLabel("Pictures, captions or a zip")
        .setInputFiles(
            new FilePayload[] {
              new FilePayload("good.png", "image/png", Drawings.square(80, 1)),
              new FilePayload("empty.png", "image/png", new byte[0]),
              new FilePayload(
                  "text.jpg", "image/jpeg", "no picture".getBytes(StandardCharsets.UTF_8))
            });

    Locator report = page.locator("#upload-report");
    assertThat(report).containsText("1 picture added.");
    assertThat(report).containsText("2 files can't be used");
    assertThat(report).containsText("empty.png");
    assertThat(page.locator("li.picture")).hasCount(1);
  }

  @Test
  void showsNothingToStrangers() {
    session.clearCookies();
    page.navigate("/models");

    assertThat(page).hasURL(Pattern.compile("/sign-in$"));
  }

  private void addBaseModel() {
    page.getByRole(AriaRole.LINK, named("Base models")).click();
    page.getByLabel("Checkpoint (.safetensors)")
        .setInputFiles(
            new FilePayload("small.safetensors", "application/octet-stream", TestModels.sd1(77)));
    page.getByLabel("Tokeniser (tokenizer.json), if it has its own")
        .setInputFiles(
            new FilePayload("tokenizer.json", "application/json", TestModels.tokenizer()));
    page.getByRole(AriaRole.BUTTON, named("Add it")).click();

    assertThat(page.getByRole(AriaRole.HEADING, named("small"))).isVisible();
    look("models");
  }

  private void makeProject(String name) {
    page.navigate("/");
    page.getByLabel("Name").fill(name);
    page.getByRole(AriaRole.BUTTON, named("Create project")).click();
    assertThat(page.getByRole(AriaRole.HEADING, level(1))).containsText(name);
    page.getByRole(AriaRole.BUTTON, named("Create version")).click();
    assertThat(page.getByRole(AriaRole.HEADING, level(1))).containsText("v1");
    // why: htmx listens to what it has put onto the page a moment later, sooner than people can act
    assertThat(page.locator(".htmx-added, .htmx-settling, .htmx-swapping")).hasCount(0);
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
    page.getByLabel("Pictures, captions or a zip").setInputFiles(files.toArray(FilePayload[]::new));
    assertThat(page.locator("#upload-report")).containsText("added");
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

    page.getByLabel("Width").fill("64");
    page.getByLabel("Height").fill("64");
    page.getByRole(AriaRole.BUTTON, named("Prepare the dataset")).click();

    assertThat(page.locator("#summary")).containsText("7 of 64 × 64", patiently());
    assertThat(page.locator("li.picture").first()).containsText("1 training picture", patiently());
    assertThat(page.locator("li.picture textarea").first()).hasValue("lgthse by the sea");
    look("dataset");
  }

  private void train() {
    page.getByRole(AriaRole.LINK, named("Go on to training")).click();
    page.getByLabel("AdamW", exactly()).check();
    page.getByLabel("Learning rate", exactly()).fill("0.001, 0.0005");
    page.getByLabel("Epochs", exactly()).fill("2");
    page.getByLabel("Rank", exactly()).fill("4");
    page.getByLabel("Alpha", exactly()).fill("2");

    assertThat(page.locator("#plan")).containsText("4 jobs", patiently());
    assertThat(page.locator("#plan")).containsText("-op-AdamW-lr-0_0005-");
    look("train");
    page.getByRole(AriaRole.BUTTON, named("Start training")).click();
    page.waitForURL(Pattern.compile("/results$"));
  }

  private void seeResults() {
    assertThat(page.locator("#jobs .jobs > li .state.done"))
        .hasCount(4, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE));
    assertThat(page.locator("#checkpoints figure img"))
        .hasCount(4, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE));
    look("results");

    Download download =
        page.waitForDownload(() -> page.locator("#checkpoints a[download]").first().click());
    assertThat(download.suggestedFilename()).contains("-000001-small-").endsWith(".safetensors");
  }

  private void renderAgain() {
    Locator first = page.locator("#checkpoints .checkpoint").first();
    first.getByRole(AriaRole.BUTTON, render()).click();

    assertThat(first.locator("figure img")).hasCount(2);
    assertThat(page.locator("#checkpoints figure img")).hasCount(5);
  }

  private void renderWhatIsMissing() {
    open("Train");
    page.getByLabel("AdamW", exactly()).check();
    page.getByLabel("Epochs", exactly()).fill("2");
    page.getByLabel("Rank", exactly()).fill("4");
    page.getByLabel("Render a preview of every checkpoint").uncheck();
    page.getByRole(AriaRole.BUTTON, named("Start training")).click();
    page.waitForURL(Pattern.compile("/results$"));
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
    open("Train");
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
    page.waitForURL(Pattern.compile("/results$"));

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

    assertThat(page.locator("svg.curve")).isVisible();
    page.getByText("History").click();
    assertThat(page.locator("table")).containsText("attempt 1");
    page.getByText("Log", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.locator("pre")).containsText("trains ");
    look("job");
  }

  private void open(String tab) {
    page.getByLabel("This version")
        .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(tab))
        .click();
  }

  /** Answers that these tests provoke, and the icon that browsers ask every site for. */
  private static boolean isMeant(String complaint) {
    return complaint.contains("status of 422")
        || complaint.contains("Status Error Code 422")
        || complaint.contains("/favicon.ico");
  }

  /** Keeps a picture of the page, for who wants to look at it. */
  private void look(String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "browser", name + ".png"))
            .setFullPage(true));
  }

  private static LocatorAssertions.ContainsTextOptions patiently() {
    return new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE);
  }

  private static Page.GetByLabelOptions exactly() {
    return new Page.GetByLabelOptions().setExact(true);
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Page.GetByRoleOptions level(int level) {
    return new Page.GetByRoleOptions().setLevel(level);
  }
}
