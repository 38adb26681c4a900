package dev.lorafoundry.api.page.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.lorafoundry.api.page.web.PageInBrowser.level;
import static dev.lorafoundry.api.page.web.PageInBrowser.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.lorafoundry.testkit.Unique;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How people find, make, copy and put away what they work on, in a browser. */
final class StartPageIT {
  private static final String ATTACK = "<img src=x onerror=\"document.title='hit'\">";

  @RegisterExtension static final PageInBrowser BROWSER = new PageInBrowser();

  private Page page;

  @BeforeEach
  void open() {
    page = BROWSER.page();
  }

  @Test
  void leadsFromANameToACopyAndBack() {
    String name = Unique.name("tower");
    BROWSER.makeProject(name);
    BROWSER.upload(new FilePayload("1.png", "image/png", Drawings.square(80, 1)));
    BROWSER.open("Train");

    goOn(name);
    refuseNamesWhileTheyAreWritten(name);
    find(name);
    seeWhatOthersMake(name);
    writeNotes();
    copy();
    archiveAndUseAgain();
    deleteAVersion();
    deleteTheProject(name);

    assertThat(BROWSER.complaints())
        .as("but for the preparation of an archived version")
        .allMatch(each -> each.contains("409") && each.contains("/preparations"));
  }

  /** From the start page to where this browser was last. */
  private void goOn(String name) {
    page.navigate("/");
    Locator last = page.getByRole(AriaRole.LINK, named(name + " v1 · Train"));
    assertThat(last).isVisible();
    last.click();
    BROWSER.arrive("/train");
    assertThat(page.getByRole(AriaRole.LINK, named("Train")).and(page.locator("[aria-current]")))
        .hasCount(1);

    page.navigate("/");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("v1").setExact(true))
        .first()
        .click();
    BROWSER.arrive("/train");
  }

  private void refuseNamesWhileTheyAreWritten(String name) {
    page.navigate("/");
    Locator problem = page.locator("#problem-name");
    page.getByLabel("Name").pressSequentially("a/b");
    assertThat(problem).containsText("remove '/'");
    page.getByLabel("Name").fill(name.toUpperCase(Locale.ROOT));
    assertThat(problem).containsText("There is a project named");
    page.getByRole(AriaRole.BUTTON, named("Create project")).click();
    assertThat(page.getByLabel("Name")).hasValue(name.toUpperCase(Locale.ROOT));
    page.getByLabel("Name").fill("");
    assertThat(problem).isEmpty();
  }

  private void find(String name) {
    Locator search = page.getByLabel("Find a project or a version");
    search.pressSequentially("nothing at all");
    assertThat(page.locator("#found")).containsText("Nothing is called so: nothing at all");
    search.fill(ATTACK);
    assertThat(page.locator("#found")).containsText(ATTACK);
    assertThat(page.locator("#found .empty img")).hasCount(0);
    search.fill(name.substring(1).toUpperCase(Locale.ROOT));
    assertThat(page.locator("#found .project")).hasCount(1);
    assertThat(page).hasURL(Pattern.compile("search="));
    BROWSER.look("start");

    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    BROWSER.arrive("/projects/[^/]+");
  }

  /** What others make appears, and what somebody stands on stays. */
  private void seeWhatOthersMake(String name) {
    page.navigate("/");
    Locator search = page.getByLabel("Find a project or a version");
    search.fill(name);
    assertThat(page).hasURL(Pattern.compile("search="));
    assertThat(page.locator("#found .project")).hasCount(1);
    Locator card = page.locator("#found .project");
    card.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("v1").setExact(true))
        .focus();
    page.evaluate("document.querySelector('#found .project').kept = true");
    Page other = BROWSER.session().newPage();
    other.navigate("/");
    other
        .getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true))
        .click();
    other.getByLabel("Name").fill("later");
    other.getByRole(AriaRole.BUTTON, named("Create version")).click();
    other.waitForURL(Pattern.compile("/dataset"));

    assertThat(card).containsText("later");
    assertThat(card.getByText("v1")).isFocused();
    assertThat(page.evaluate("document.querySelector('#found .project').kept")).isEqualTo(true);
    page.navigate("/");
    page.getByRole(AriaRole.HEADING, exactlyNamed(name)).click();
    BROWSER.arrive("/projects/[^/]+");
    keepWhatIsWrittenWhile(
        () ->
            other
                .getByLabel("Pictures, captions or a zip")
                .setInputFiles(new FilePayload("2.png", "image/png", Drawings.square(80, 2))));
    other.close();
    more("later");
    loadsAnew(() -> page.getByRole(AriaRole.BUTTON, named("Delete later")).click());
    assertThat(page.locator("li.version")).hasCount(1);
  }

  /**
   * @param change adds a picture to the later version
   */
  private void keepWhatIsWrittenWhile(Runnable change) {
    Locator later = page.locator("li.version").last();
    assertThat(later).containsText("0 pictures");
    page.getByLabel("Name").fill("draft");
    Locator notes = page.locator("details[id^=note-of-]").first();
    notes.locator("summary").click();
    notes.getByRole(AriaRole.TEXTBOX).fill("not saved");
    change.run();

    assertThat(later).containsText("1 picture");
    assertThat(notes.getByRole(AriaRole.TEXTBOX)).hasValue("not saved");
    assertThat(notes.getByRole(AriaRole.TEXTBOX)).isFocused();
    assertThat(page.getByLabel("Name")).hasValue("draft");
  }

  private void writeNotes() {
    Locator notes = page.locator("details[id^=note-of-]");
    notes.locator("summary").click();
    notes.getByRole(AriaRole.TEXTBOX).fill(ATTACK + "\nlooks well");
    notes.getByRole(AriaRole.BUTTON).click();
    assertThat(notes).containsText("Saved.");

    page.reload();
    assertThat(notes.locator(".excerpt")).containsText(ATTACK);
    assertThat(notes.locator("img")).hasCount(0);
    assertThat(notes.getByRole(AriaRole.TEXTBOX, hidden())).hasValue(ATTACK + "\nlooks well");
    assertThat(page.title()).doesNotContain("hit");
  }

  private static Locator.GetByRoleOptions hidden() {
    return new Locator.GetByRoleOptions().setIncludeHidden(true);
  }

  private void copy() {
    more("v1");
    Locator name = page.getByLabel("What the copy of v1 is called");
    name.fill("V1");
    assertThat(page.locator("[id^=problem-copy-]")).containsText("has a version named 'V1'");
    name.fill("second");
    assertThat(page.locator("[id^=problem-copy-]")).isEmpty();
    page.getByRole(AriaRole.BUTTON, named("Copy v1")).click();

    BROWSER.arrive("/dataset");
    assertThat(page.getByRole(AriaRole.HEADING, level(1))).containsText("second");
    assertThat(page.locator("li.picture")).hasCount(1);
    toProject();
    assertThat(page.locator("li.version")).hasCount(2);
    BROWSER.look("project");
  }

  private void archiveAndUseAgain() {
    more("second");
    loadsAnew(() -> page.getByRole(AriaRole.BUTTON, named("Archive second")).click());
    assertThat(page.locator("li.version:visible")).hasCount(1);
    page.getByText("Archived (1)").click();
    page.getByRole(AriaRole.LINK, exactlyNamed("second")).click();
    BROWSER.arrive("/dataset");
    assertThat(page.getByText("Archived: it takes no new jobs")).isVisible();
    page.getByRole(AriaRole.BUTTON, named("Prepare the dataset")).click();
    assertThat(page.locator("#notice")).containsText("'second' is archived");

    toProject();
    page.getByText("Archived (1)").click();
    more("second");
    loadsAnew(() -> page.getByRole(AriaRole.BUTTON, named("Take second out")).click());
    assertThat(page.locator("li.version:visible")).hasCount(2);
  }

  private void deleteAVersion() {
    more("second");
    loadsAnew(() -> page.getByRole(AriaRole.BUTTON, named("Delete second")).click());
    assertThat(page.locator("#undo")).containsText("second is deleted. It can be taken back until");
    assertThat(page.locator("li.version")).hasCount(1);

    loadsAnew(() -> page.getByRole(AriaRole.BUTTON, named("Undo")).click());
    assertThat(page.locator("li.version")).hasCount(2);
    assertThat(page.locator("#undo")).hasCount(0);
  }

  private void deleteTheProject(String name) {
    page.getByRole(AriaRole.BUTTON, named("Delete the project")).click();
    page.waitForURL(Pattern.compile("/\\?deleted="));
    assertThat(page.locator("#undo")).containsText(name + " is deleted.");
    assertThat(page.locator("#found h2").filter(new Locator.FilterOptions().setHasText(name)))
        .hasCount(0);

    page.getByRole(AriaRole.BUTTON, named("Undo")).click();
    BROWSER.arrive("/projects/[^/]+");
    assertThat(page.getByRole(AriaRole.HEADING, level(1))).containsText(name);
  }

  private void more(String version) {
    page.locator("li.version:visible")
        .filter(
            new Locator.FilterOptions()
                .setHas(page.getByRole(AriaRole.HEADING, exactlyNamed(version))))
        .locator("details[id^=more-] > summary")
        .click();
  }

  private void toProject() {
    page.locator(".crumbs a").last().click();
    BROWSER.arrive("/projects/[^/]+");
  }

  private static Page.GetByRoleOptions exactlyNamed(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  /** Does something after which the page loads anew. */
  private void loadsAnew(Runnable action) {
    page.evaluate("document.body.dataset.old = 'yes'");
    action.run();
    assertThat(page.locator("body:not([data-old])")).hasCount(1);
    page.waitForLoadState();
  }
}
