package dev.lorafoundry.api.page.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.lorafoundry.api.access.Person;
import dev.lorafoundry.api.access.SignIn;
import dev.lorafoundry.api.testing.TestApi;
import dev.lorafoundry.api.testing.TestModels;
import dev.lorafoundry.objectstore.ObjectStore;
import dev.lorafoundry.testkit.Unique;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The page in the browser of this machine, before workers that compute nothing: one service for all
 * tests of a class, and for each of them somebody who has signed in.
 */
final class PageInBrowser
    implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {
  static final double PATIENCE = 30_000;

  private final List<String> complaints = new ArrayList<>();
  private @Nullable ConfigurableApplicationContext api;
  private @Nullable Chromium chromium;
  private @Nullable ScriptedWorkers workers;
  private @Nullable BrowserContext session;
  private @Nullable Page page;
  private String address = "";

  @Override
  public void beforeAll(ExtensionContext context) {
    assumeTrue(Chromium.installed().isPresent(), "no Chromium is installed (package chromium)");
    Map<String, Object> settings = TestApi.settings();
    settings.put("lora-foundry.events.group", Unique.name("events"));
    settings.put("lora-foundry.queue.dispatch-every", "100ms");
    settings.put("lora-foundry.run.max-previews-per-request", 1);
    api = TestApi.start(settings);
    address = "http://127.0.0.1:" + api.getEnvironment().getRequiredProperty("local.server.port");
    workers = new ScriptedWorkers(URI.create(address)).start(api.getBean(ObjectStore.class));
    chromium = Chromium.start();
    setDefaultAssertionTimeout(PATIENCE);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (api != null) {
      requireNonNull(chromium).close();
      requireNonNull(workers).close();
      api.close();
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    complaints.clear();
    session = context();
    Page opened = session.newPage();
    opened.onConsoleMessage(
        message -> {
          String complaint = message.text() + " at " + message.location();
          if (message.type().equals("error") && !isMeant(complaint)) {
            complaints.add(complaint);
          }
        });
    opened.onPageError(complaints::add);
    signIn(opened, bean(SignIn.class).issueLink());
    page = opened;
  }

  private BrowserContext context() {
    BrowserContext context =
        requireNonNull(chromium)
            .browser()
            .newContext(
                new Browser.NewContextOptions()
                    .setViewportSize(1280, 900)
                    .setBaseURL(address)
                    .setPermissions(List.of("clipboard-read", "clipboard-write")));
    context.setDefaultTimeout(PATIENCE);
    return context;
  }

  private void signIn(Page at, SignIn.Pass pass) {
    at.navigate("/sign-in?token=" + pass.secret().text());
    at.waitForURL(address + "/");
  }

  /** The page before somebody else of the team; whoever asks for it closes its context. */
  Page before(Person somebody) {
    SignIn signIn = bean(SignIn.class);
    return arriveBy(signIn.address(signIn.issueLink(somebody.id()), address).toString());
  }

  /** The page of another browser, before whoever a link signs in. */
  Page arriveBy(String link) {
    Page opened = context().newPage();
    opened.navigate(link);
    opened.waitForURL(address + "/");
    return opened;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    session().close();
  }

  /**
   * Answers that these tests provoke, the icon that browsers ask every site for, and what a page
   * was loading when it was left.
   */
  private static boolean isMeant(String complaint) {
    return complaint.contains("status of 422")
        || complaint.contains("Status Error Code 422")
        || complaint.contains("/favicon.ico")
        || complaint.startsWith("htmx:sendAbort")
        || complaint.startsWith("htmx:afterRequest");
  }

  Page page() {
    return requireNonNull(page);
  }

  BrowserContext session() {
    return requireNonNull(session);
  }

  /** A part of the service. */
  <T> T bean(Class<T> type) {
    return requireNonNull(api).getBean(type);
  }

  /** Errors that the browser has told of in this test. */
  List<String> complaints() {
    return complaints;
  }

  /** Adds a tiny base model named so. */
  void addBaseModel(String name) {
    page().getByRole(AriaRole.LINK, named("Base models")).click();
    arrive("/models");
    page()
        .getByLabel("Checkpoint (.safetensors)")
        .setInputFiles(
            new FilePayload(
                name + ".safetensors",
                "application/octet-stream",
                TestModels.sd1(name.hashCode())));
    page()
        .getByLabel("Tokeniser (tokenizer.json), if it has its own")
        .setInputFiles(
            new FilePayload("tokenizer.json", "application/json", TestModels.tokenizer()));
    page().getByRole(AriaRole.BUTTON, named("Add it")).click();

    assertThat(page().getByRole(AriaRole.HEADING, named(name))).isVisible();
  }

  /** Makes a project with one version, and leads to its dataset. */
  void makeProject(String name) {
    page().navigate("/");
    page().getByLabel("Name").fill(name);
    page().getByRole(AriaRole.BUTTON, named("Create project")).click();
    arrive("/projects/[^/]+");
    assertThat(page().getByRole(AriaRole.HEADING, level(1))).containsText(name);
    page().getByRole(AriaRole.BUTTON, named("Create version")).click();
    arrive("/versions/[^/]+/dataset");
    assertThat(page().getByRole(AriaRole.HEADING, level(1))).containsText("v1");
  }

  /**
   * Waits for a page that something leads to, until its scripts listen: what is done to it sooner,
   * sooner than people can act, gets lost.
   *
   * @param path pattern of the end of its address
   */
  void arrive(String path) {
    page().waitForURL(Pattern.compile(path + "$"));
  }

  /** Uploads files into the dataset that is shown. */
  void upload(FilePayload... files) {
    page().getByLabel("Pictures, captions or a zip").setInputFiles(files);
    assertThat(page().locator("#upload-report")).containsText("added");
  }

  /** Prepares small training pictures of the dataset that is shown. */
  void prepare() {
    page().getByLabel("Width").fill("64");
    page().getByLabel("Height").fill("64");
    page().getByRole(AriaRole.BUTTON, named("Prepare the dataset")).click();
    assertThat(page().locator("#summary")).containsText("of 64 × 64");
  }

  void open(String tab) {
    page()
        .getByLabel("This version")
        .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(tab))
        .click();
    arrive("/" + tab.toLowerCase(Locale.ROOT));
  }

  /** Fails where not everybody can use the page as it is, and keeps a picture of it. */
  void look(String name) {
    Accessibility.check(page());
    page()
        .screenshot(
            new Page.ScreenshotOptions()
                .setPath(Path.of("target", "browser", name + ".png"))
                .setFullPage(true));
  }

  static Page.GetByLabelOptions exactly() {
    return new Page.GetByLabelOptions().setExact(true);
  }

  static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  static Page.GetByRoleOptions level(int level) {
    return new Page.GetByRoleOptions().setLevel(level);
  }
}
