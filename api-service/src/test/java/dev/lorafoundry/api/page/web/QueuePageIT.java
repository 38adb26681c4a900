package dev.lorafoundry.api.page.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.lorafoundry.api.page.web.PageInBrowser.exactly;
import static dev.lorafoundry.api.page.web.PageInBrowser.level;
import static dev.lorafoundry.api.page.web.PageInBrowser.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.FilePayload;
import dev.lorafoundry.api.access.ChangePeople;
import dev.lorafoundry.api.access.Person;
import dev.lorafoundry.api.access.Role;
import dev.lorafoundry.testkit.Unique;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page of everybody's work, with one worker that trains until it is told to stop. */
final class QueuePageIT {
  @RegisterExtension static final PageInBrowser BROWSER = new PageInBrowser();

  private Page page;
  private String version = "";

  @BeforeEach
  void open() {
    page = BROWSER.page();
  }

  @Test
  void showsWhatRunsAndLetsWaitingJobsBeMovedPausedAndCancelled() {
    BROWSER.addBaseModel("endless");
    BROWSER.makeProject(Unique.name("lighthouse"));
    BROWSER.upload(new FilePayload("one.png", "image/png", Drawings.square(256, 1)));
    BROWSER.prepare();
    trainFive();

    page.getByRole(AriaRole.LINK, named("Queue")).click();
    assertThat(page.getByRole(AriaRole.HEADING, level(1))).hasText("Queue");
    assertThat(running().locator("li")).hasCount(1);
    assertThat(running()).containsText("step 120 of 120");
    assertThat(running().locator("svg.spark")).hasCount(1);
    assertThat(waiting()).hasCount(4);
    BROWSER.look("queue");

    assertThat(waiting().first()).containsText("yours");

    // what is on offer, one or two of them, stays in front
    String last = movable().last().locator("a").innerText();
    movable().last().getByRole(AriaRole.BUTTON, button("First")).click();
    assertThat(movable().first().locator("a")).hasText(last);

    // dragged to the end, and made urgent, which puts it in front again
    movable().first().dragTo(movable().last(), toTheLowerEdge());
    assertThat(movable().last().locator("a")).hasText(last);
    movable().last().locator("select").selectOption("high");
    page.evaluate("htmx.trigger(document.body, 'jobs-changed')"); // before the choice is sent
    assertThat(movable().first().locator("a")).hasText(last);
    assertThat(movable().first()).containsText("begins in about");

    movable().first().getByRole(AriaRole.BUTTON, button("Pause")).click();
    assertThat(waiting()).hasCount(3);
    assertThat(stopped()).containsText(last);

    stopped().getByRole(AriaRole.BUTTON, button("Resume")).click();
    assertThat(waiting()).hasCount(4);
    assertThat(movable().first().locator("a")).hasText(last);

    running().getByRole(AriaRole.BUTTON, button("Cancel")).click();
    assertThat(waiting()).hasCount(3);
    assertThat(running().locator("li")).hasCount(1);
    seeItAs(Role.MEMBER);
    seeItAs(Role.VIEWER);
    speakChinese();
    assertThat(BROWSER.complaints()).isEmpty();
    cancelWhatIsLeft();
  }

  @Test
  void letsAdministratorsInviteOthersWhoMakeTokens() {
    String name = Unique.name("anna");
    page.locator("#reader").click();
    page.getByRole(AriaRole.LINK, named("People")).click();
    page.getByLabel("Name", exactly()).fill(name);
    page.getByRole(AriaRole.BUTTON, named("Add somebody")).click();
    page.getByRole(AriaRole.BUTTON, named("Make a sign-in link for " + name)).click();
    Locator link = page.locator("#everybody code");
    assertThat(link).containsText("/sign-in?token=");
    BROWSER.look("people");
    fitsAPhone(page, "people-phone");

    try (Page other = BROWSER.arriveBy(link.innerText())) {
      assertThat(other.locator("#reader")).hasText(name);
      other.locator("#reader").click();
      other.getByLabel("What for").fill("nightly");
      other.getByRole(AriaRole.BUTTON, named("Make a token")).click();
      assertThat(other.locator("#new-token")).hasText(Pattern.compile("[\\w-]{43}"));
      assertThat(other.getByText("made ")).isVisible();
      fitsAPhone(other, "me-phone");
      other.onDialog(Dialog::accept);
      other.getByRole(AriaRole.BUTTON, named("Remove the token nightly")).click();
      assertThat(other.getByText("You have no tokens.")).isVisible();
      other.context().close();
    }

    Locator role = page.getByLabel("Role of " + name);
    role.selectOption("viewer");
    page.onDialog(Dialog::accept);
    page.getByRole(AriaRole.BUTTON, named("Remove " + name)).click();
    assertThat(role).hasCount(0);
    page.getByRole(AriaRole.BUTTON, named("Undo the removal of " + name)).click();
    assertThat(role).hasValue("viewer");
    page.getByRole(AriaRole.BUTTON, named("Remove " + name)).click();
    assertThat(role).hasCount(0);
    page.getByRole(AriaRole.BUTTON, named("Remove admin")).click();
    assertThat(page.locator("#notice")).containsText("admin is the last administrator");
  }

  private static void fitsAPhone(Page shown, String name) {
    shown.setViewportSize(360, 740);
    shown.waitForFunction("() => document.documentElement.scrollWidth <= 360");
    Accessibility.check(shown);
    shown.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "browser", name + ".png"))
            .setFullPage(true));
    shown.setViewportSize(1280, 900);
  }

  /** Somebody else sees whose it is, and is offered nothing that would be refused. */
  private void seeItAs(Role role) {
    Person somebody = BROWSER.bean(ChangePeople.class).add(Unique.name("ben"), role);
    try (Page other = BROWSER.before(somebody)) {
      other.navigate("/queue");
      assertThat(other.locator("#reader")).hasText(somebody.name());
      assertThat(other.locator("#viewer")).hasCount(role == Role.VIEWER ? 1 : 0);
      assertThat(other.locator("#board .owner").first()).hasText("of admin");
      assertThat(other.locator("#board .work button, #board .work select")).hasCount(0);
      other.getByRole(AriaRole.LINK, named("Mine only")).click();
      assertThat(other.getByText("Nothing is under way.")).isVisible();
      assertThat(other.locator("#board li[data-job]")).hasCount(0);
      if (role == Role.VIEWER) {
        lookAround(other);
      }
      other.context().close();
    }
    BROWSER.bean(ChangePeople.class).remove(somebody.id());
  }

  /** By all keys and on all pages nothing is sent that changes anything. */
  private void lookAround(Page other) {
    List<String> wrong = new ArrayList<>();
    other.onPageError(wrong::add);
    other.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            wrong.add(message.text());
          }
        });
    other.onRequest(
        request -> {
          if (!request.method().equals("GET") && !request.url().matches(".*(dry-run|trials)")) {
            wrong.add(request.method() + " " + request.url());
          }
        });
    for (String path : List.of("/", "/models")) {
      other.navigate(path);
      assertThat(other.locator("#viewer")).containsText("You look on:");
    }
    for (String tab : List.of("train", "results", "compare", "dataset", "captions")) {
      other.navigate(version + tab);
      Steadiness.await(other);
      other.keyboard().press("Control+Enter");
      other.keyboard().press("s");
    }
    Accessibility.check(other);
    Locator caption = other.getByLabel("Caption", exactly());
    assertThat(caption).not().isEditable();
    for (String keys : List.of("x", "Enter", "Alt+s", "Alt+z", "Escape")) {
      caption.press(keys);
    }
    assertThat(other.getByText("Selected")).hasCount(0);
    other.navigate(version + "train");
    other.getByLabel("Epochs", exactly()).fill("3");
    assertThat(other.locator("#plan")).containsText("1 job");
    other.getByLabel("Epochs", exactly()).press("Control+Enter");
    assertThat(wrong).isEmpty();
  }

  private void trainFive() {
    BROWSER.open("Train");
    page.getByLabel("Epochs", exactly()).fill(String.valueOf(ScriptedTraining.ENDLESS));
    page.getByLabel("Rank", exactly()).fill("1, 2, 4, 8, 16");
    page.getByRole(AriaRole.BUTTON, named("Start training")).click();
    BROWSER.arrive("/results");
    version = page.url().replaceFirst("results$", "");
  }

  private void speakChinese() {
    page.getByRole(AriaRole.LINK, named("中文")).click();
    assertThat(page.getByRole(AriaRole.HEADING, level(1))).hasText("队列");
    assertThat(page.locator("html")).hasAttribute("lang", "zh");
    assertThat(page.locator("#board")).containsText("进行中");
    BROWSER.look("queue-zh");
    page.getByRole(AriaRole.LINK, named("English")).click();
    assertThat(page.getByRole(AriaRole.HEADING, level(1))).hasText("Queue");
    assertThat(page.url()).doesNotContain("lang");
  }

  private void cancelWhatIsLeft() {
    while (waiting().count() > 0) {
      int left = waiting().count();
      waiting().first().getByRole(AriaRole.BUTTON, button("Cancel")).click();
      assertThat(waiting()).hasCount(left - 1);
    }
    running().getByRole(AriaRole.BUTTON, button("Cancel")).click();
    assertThat(page.getByText("Nothing is under way.")).isVisible();
  }

  private Locator.DragToOptions toTheLowerEdge() {
    // why: while the board is put in place anew, there is no box
    BoundingBox box =
        Stream.generate(() -> movable().last().boundingBox())
            .filter(Objects::nonNull)
            .findFirst()
            .orElseThrow();
    return new Locator.DragToOptions().setTargetPosition(60, box.height - 4);
  }

  private Locator running() {
    return region("Under way");
  }

  private Locator waiting() {
    return region("Waiting: training").locator("li");
  }

  /** Those that are not on offer yet. */
  private Locator movable() {
    return region("Waiting: training").locator("li[data-job]");
  }

  private Locator stopped() {
    return region("Paused or failed");
  }

  private Locator region(String name) {
    return page.getByRole(AriaRole.REGION, named(name));
  }

  private static Locator.GetByRoleOptions button(String begin) {
    return new Locator.GetByRoleOptions().setName(Pattern.compile("^" + begin + " "));
  }
}
