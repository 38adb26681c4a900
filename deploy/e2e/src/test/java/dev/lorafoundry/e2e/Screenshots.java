package dev.lorafoundry.e2e;

import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.standalone.client.FoundryClient;
import dev.lorafoundry.standalone.client.Job;
import dev.lorafoundry.standalone.client.RunOrder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes the pictures of the main pages that {@code docs/images} holds: of the standalone after its
 * demo, those of the queue and of a job while it trains once more. Started by name only: the build
 * does not take this class for a test. The README beside has the command.
 */
final class Screenshots {
  /** How a page is looked at: at a desk, in a window as high as suits the page, or on a phone. */
  private record Look(String name, int width, ColorScheme scheme) {
    int height(Shown page) {
      return width == PHONE ? PHONE_HEIGHT : page.height();
    }
  }

  /** A page, and how much of it at a desk has all that it is for. */
  private record Shown(String name, String path, int height) {}

  private static final int DESK = 1280;
  private static final int PHONE = 360;
  private static final int PHONE_HEIGHT = 740;
  private static final List<Look> LOOKS =
      List.of(
          new Look("light", DESK, ColorScheme.LIGHT),
          new Look("dark", DESK, ColorScheme.DARK),
          new Look("phone", PHONE, ColorScheme.LIGHT));

  private static final Path IMAGES = Path.of("..", "..", "docs", "images");
  private static final Duration LIMIT = Duration.ofMinutes(20);
  private static final long STEPS_TO_SEE = 40;

  /** Whether all is there that is in sight. */
  private static final String COMPLETE =
      """
      () => {
        const inSight = (image) => {
          const place = image.getBoundingClientRect();
          return image.checkVisibility() && place.top < innerHeight && place.left < innerWidth
            && place.bottom > 0 && place.right > 0;
        };
        const charts = [...document.querySelectorAll('.chart-box')];
        const loss = document.querySelector('#course [data-value=loss]')?.textContent;
        return [...document.images].filter(inSight).every((image) => image.complete && image.naturalWidth > 0)
          && document.getElementById('workers').textContent
          && !document.querySelector('#captions:not([data-ready])')
          && !document.querySelector('.htmx-request')
          && charts.every((box) => box.children.length > 0) && loss !== '–';
      }
      """;

  @TempDir private Path folder;

  @Test
  void take() throws IOException {
    Files.createDirectories(IMAGES);
    Map<String, String> environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    try (FoundryProcess foundry = demo();
        Playwright playwright = Playwright.create(new CreateOptions().setEnv(environment));
        Browser browser = chromium(playwright)) {
      VersionId version = version(browser, foundry.client());
      take(browser, foundry.client(), pages(version));
      JobId job = train(foundry.client(), version);
      take(
          browser,
          foundry.client(),
          List.of(new Shown("queue", "/queue", 900), new Shown("job", "/jobs/" + job, 1100)));
    }
  }

  private static void take(Browser browser, FoundryClient api, List<Shown> pages)
      throws IOException {
    for (Look look : LOOKS) {
      try (BrowserContext session = session(browser, look)) {
        Page page = signIn(session, api);
        for (Shown shown : pages) {
          page.setViewportSize(look.width(), look.height(shown));
          take(page, shown.name() + "-" + look.name(), shown.path());
        }
      }
    }
  }

  private FoundryProcess demo() throws IOException {
    FoundryProcess foundry =
        FoundryProcess.start(folder.resolve("state"), folder.resolve("said.txt"), "demo");
    await("end of the demo").atMost(LIMIT).until(() -> foundry.output().contains("The demo took"));
    return foundry.awaitUp();
  }

  private static Browser chromium(Playwright playwright) {
    String place = Optional.ofNullable(System.getenv("CHROMIUM")).orElse("/usr/bin/chromium");
    return playwright
        .chromium()
        .launch(new LaunchOptions().setExecutablePath(Path.of(place)).setChromiumSandbox(false));
  }

  /** Of the demo, by the only link that the start page has. */
  private static VersionId version(Browser browser, FoundryClient api) {
    try (BrowserContext session = browser.newContext()) {
      String link =
          signIn(session, api).locator("main a[href*='/versions/']").first().getAttribute("href");
      return VersionId.parse(link.replaceFirst(".*/versions/([0-9a-f-]+).*", "$1"));
    }
  }

  /** One job that is under way, and two that wait. */
  private static JobId train(FoundryClient api, VersionId version) {
    Map<String, Object> settings =
        Map.of("epochs", 400, "saveEveryEpochs", 4, "batchSize", 4, "rank", List.of(8, 16, 32));
    var model = api.baseModel("starter-v1").orElseThrow().id();
    RunId run = api.submit(version, new RunOrder(model, settings, Map.of(), false)).id();
    await("a job")
        .atMost(LIMIT)
        .until(() -> api.run(run).jobs().stream().anyMatch(Screenshots::isUnderWay));
    return api.run(run).jobs().stream()
        .filter(Screenshots::isUnderWay)
        .findFirst()
        .orElseThrow()
        .id();
  }

  private static boolean isUnderWay(Job job) {
    return job.step() > STEPS_TO_SEE;
  }

  private static BrowserContext session(Browser browser, Look look) {
    return browser.newContext(
        new NewContextOptions()
            .setColorScheme(look.scheme())
            .setLocale("en-GB")
            .setTimezoneId("Europe/London"));
  }

  private static Page signIn(BrowserContext session, FoundryClient api) {
    Page page = session.newPage();
    page.navigate(api.signInLink());
    page.waitForURL(url -> !url.contains("/sign-in"));
    return page;
  }

  private static List<Shown> pages(VersionId version) {
    String path = "/versions/" + version + "/";
    return List.of(
        new Shown("start", "/", 700),
        new Shown("dataset", path + "dataset", 900),
        new Shown("captions", path + "captions", 900),
        new Shown("train", path + "train", 1100),
        new Shown("results", path + "results", 1000),
        new Shown("compare", path + "compare", 900));
  }

  private static void take(Page page, String name, String path) throws IOException {
    page.navigate(page.url().replaceFirst("^(https?://[^/]+)/.*", "$1") + path);
    page.waitForFunction(COMPLETE);
    byte[] taken =
        page.screenshot(new ScreenshotOptions().setAnimations(ScreenshotAnimations.DISABLED));
    BufferedImage few = FewColours.of(ImageIO.read(new ByteArrayInputStream(taken)));
    ImageIO.write(few, "png", IMAGES.resolve(name + ".png").toFile());
  }
}
