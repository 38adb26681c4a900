package dev.lorafoundry.api.page.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.lorafoundry.api.page.web.PageInBrowser.exactly;
import static dev.lorafoundry.api.page.web.PageInBrowser.named;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.RequestOptions;
import dev.lorafoundry.api.testing.TestApi;
import dev.lorafoundry.testkit.Unique;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What holds for every page, with pages that people have filled, some of them with code. */
final class MainPagesIT {
  @RegisterExtension static final PageInBrowser BROWSER = new PageInBrowser();

  private static final String HOSTILE = "<img src=x onerror=\"window.hit='it'\"><b>bold";
  private static final int LARGEST_SCRIPT = 100_000;
  private static final double LARGEST_SHIFT = 0.05;

  private Page page;

  @BeforeEach
  void open() {
    page = BROWSER.page();
  }

  @Test
  void showsWhatPeopleWriteAsTextAndStaysStillMeanwhile() {
    Steadiness.watch(BROWSER.session());
    BROWSER.addBaseModel(Unique.name("base"));
    Map<String, String> addresses = fill();

    addresses.forEach(
        (name, address) -> {
          Response answer = page.navigate(address);
          Steadiness.await(page);
          assertThatIsGuarded(answer);
          assertThat(page.evaluate("window.hit")).as(name).isNull();
          assertThat(page.locator("img[src=x], b:text-is('bold')")).hasCount(0);
          assertThat(Steadiness.sum(page))
              .as(() -> "shift of " + name + ": " + Steadiness.told(page))
              .isLessThan(LARGEST_SHIFT);
          BROWSER.look("main-" + name);
        });
    assertThat(BROWSER.complaints()).isEmpty();
  }

  /** Makes what has something to show on each page; answers their addresses. */
  private Map<String, String> fill() {
    BROWSER.makeProject(HOSTILE + Unique.name("x"));
    String project = page.locator(".crumbs a").last().getAttribute("href");
    String dataset = page.url();
    BROWSER.upload(
        new FilePayload(HOSTILE + ".png", "image/png", Drawings.square(80, 1)),
        new FilePayload(HOSTILE + ".jpg", "image/jpeg", HOSTILE.getBytes(UTF_8)),
        new FilePayload(HOSTILE + ".txt", "text/plain", HOSTILE.getBytes(UTF_8)));
    seePayload("li.picture");
    seePayload("#uploads");
    page.getByText("Concepts", new Page.GetByTextOptions().setExact(true)).click();
    page.locator("#concept-name-new").fill(HOSTILE);
    page.getByRole(AriaRole.BUTTON, named("Make another concept")).click();
    assertThat(page.locator("#concepts form")).hasCount(4);
    BROWSER.prepare();
    BROWSER.open("Train");
    page.getByLabel("Epochs", exactly()).fill("2");
    page.getByLabel("Rank", exactly()).fill("4");
    page.getByLabel("Prompt", exactly()).fill(HOSTILE);
    assertThat(page.locator("#plan")).containsText("1 job");
    page.getByRole(AriaRole.BUTTON, named("Start training")).click();
    BROWSER.arrive("/results");
    assertThat(page.locator("#checkpoints figure img")).hasCount(1);
    String job = page.locator("#jobs .jobs a").first().getAttribute("href");
    mark();
    Map<String, String> all = new LinkedHashMap<>();
    all.put("projects", "/");
    all.put("project", project);
    for (String tab : List.of("dataset", "captions", "train", "results", "compare")) {
      all.put(tab, dataset.replace("/dataset", "/" + tab));
    }
    all.put("job", job);
    all.put("models", "/models");
    all.put("queue", "/queue");
    return all;
  }

  private void seePayload(String place) {
    assertThat(page.locator(place).first()).containsText("<img src=x onerror");
  }

  private void mark() {
    String id = page.locator("#checkpoints code").first().innerText();
    assertThat(
            page.request()
                .put(
                    "/api/v1/checkpoints/" + id + "/mark",
                    RequestOptions.create()
                        .setHeader("Authorization", "Bearer " + TestApi.API_TOKEN)
                        .setData(Map.of("note", HOSTILE)))
                .status())
        .isEqualTo(200);
  }

  private static void assertThatIsGuarded(Response answer) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().get("content-security-policy"))
        .contains("default-src 'self'", "object-src 'none'", "base-uri 'none'")
        .contains("form-action 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe", "*", "http:");
    assertThat(answer.headers())
        .containsEntry("x-content-type-options", "nosniff")
        .containsEntry("x-frame-options", "DENY")
        .containsEntry("referrer-policy", "no-referrer");
    assertThat(answer.headers().get("cache-control")).contains("no-store");
  }

  @Test
  void isLightOrDarkAsChosenFromTheFirstByteOn() {
    Locator html = page.locator("html");
    assertThat(html).not().hasAttribute("data-theme", "dark");
    page.getByLabel("Theme").selectOption("dark");

    assertThat(html).hasAttribute("data-theme", "dark");
    assertThat(html).hasCSS("color-scheme", "dark");
    assertThat(page.request().get("/models").text()).contains("data-theme=\"dark\"");
    assertThat(page.request().get("/sign-in").text()).contains("data-theme=\"dark\"");
    page.navigate("/queue");
    assertThat(page.locator("body")).hasCSS("background-color", "rgb(20, 17, 14)");
    assertThat(page.getByLabel("Theme")).hasValue("dark");
    page.getByLabel("Theme").selectOption("light");
    assertThat(page.locator("body")).hasCSS("background-color", "rgb(247, 244, 239)");
    page.getByLabel("Theme").selectOption("");
    assertThat(page.request().get("/").text()).doesNotContain("data-theme=");
  }

  @Test
  void keepsInAMenuWhatAPhoneHasNoRoomFor() {
    Locator theme = page.getByLabel("Theme");
    assertThat(theme).isVisible();
    page.setViewportSize(360, 740);
    assertThat(theme).isHidden();
    page.getByRole(AriaRole.BUTTON, named("Menu")).press("Enter");
    theme.selectOption("dark");

    assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
    Accessibility.check(page);
    BROWSER.look("menu-phone");
    page.keyboard().press("Escape");
    assertThat(theme).isHidden();
  }

  @Test
  void goesByKeysWhichItLists() {
    Locator sheet = page.locator("#shortcuts");
    page.keyboard().press("?");
    assertThat(sheet).isVisible();
    assertThat(sheet).containsText("next and previous entry of a list");
    BROWSER.look("shortcuts");
    page.keyboard().press("Escape");
    assertThat(sheet).isHidden();
    page.keyboard().type("gq");
    BROWSER.arrive("/queue");
    page.keyboard().type("gp");
    BROWSER.arrive("/");
    page.getByLabel("Name").fill("gq?");
    assertThat(sheet).isHidden();

    page.getByRole(AriaRole.BUTTON, named("Keys")).click();
    sheet.getByRole(AriaRole.CHECKBOX).uncheck();
    sheet.getByRole(AriaRole.BUTTON).click();
    page.keyboard().type("gm?");
    page.getByRole(AriaRole.BUTTON, named("Keys")).click();
    assertThat(sheet.getByRole(AriaRole.CHECKBOX)).not().isChecked();
    sheet.getByRole(AriaRole.CHECKBOX).check();
    sheet.getByRole(AriaRole.BUTTON).click();
    page.keyboard().type("gm");
    BROWSER.arrive("/models");
  }

  @Test
  void sendsOnceWhatIsPressedTwice() {
    List<Route> held = new ArrayList<>();
    page.route("**/projects", held::add);
    page.getByLabel("Name").fill(Unique.name("once"));
    Locator create = page.getByRole(AriaRole.BUTTON, named("Create project"));
    create.dblclick();

    assertThat(create).hasAttribute("aria-busy", "true");
    assertThat(held).hasSize(1);
    held.get(0).resume();
    BROWSER.arrive("/projects/[^/]+");
  }

  @Test
  void loadsLittleAndKeepsItForGood() {
    List<Response> scripts = new ArrayList<>();
    page.onResponse(
        answer -> {
          if (answer.request().resourceType().equals("script")) {
            scripts.add(answer);
          }
        });
    page.reload();
    Steadiness.await(page);

    assertThat(scripts.stream().mapToInt(answer -> answer.body().length).sum())
        .isBetween(1, LARGEST_SCRIPT);
    assertThat(scripts)
        .allSatisfy(
            answer -> {
              assertThat(answer.url())
                  .containsPattern("/assets/v[0-9a-f]{12}/|/webjars/.+/[0-9.]+/");
              assertThat(answer.headers().get("cache-control")).contains("max-age=31536000");
            })
        .anySatisfy(
            answer -> assertThat(answer.headers()).containsEntry("content-encoding", "gzip"));
    String other =
        scripts.stream()
            .map(Response::url)
            .filter(url -> url.contains("/assets/"))
            .findFirst()
            .orElseThrow()
            .replaceFirst("/v[0-9a-f]{12}/", "/v0123456789ab/");
    assertThat(page.request().get(other).headers()).containsEntry("cache-control", "no-store");
  }
}
