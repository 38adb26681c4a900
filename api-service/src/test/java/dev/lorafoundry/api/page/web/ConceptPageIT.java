package dev.lorafoundry.api.page.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.lorafoundry.api.page.web.PageInBrowser.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.lorafoundry.testkit.Unique;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people do with concepts on the page, in a browser. */
final class ConceptPageIT {
  @RegisterExtension static final PageInBrowser BROWSER = new PageInBrowser();

  private Page page;

  @BeforeEach
  void open() {
    page = BROWSER.page();
    page.onDialog(Dialog::accept);
    BROWSER.makeProject(Unique.name("pets"));
  }

  @Test
  void showsAtOnceWhatAZipMade() {
    BROWSER.upload(zip("10_sks cat/1.png"));

    assertThat(concept(1).getByLabel("Name")).hasValue("10_sks cat");
    assertThat(concept(1).getByLabel("Repeats")).hasValue("10");
    assertThat(concept(1).getByLabel("Class tokens")).hasValue("sks cat");
    page.locator("#upload-concept").selectOption("10_sks cat");
    BROWSER.upload(new FilePayload("2.png", "image/png", Drawings.square(80, 2)));
    assertThat(page.locator("li.picture")).hasCount(2);
    assertThat(page.locator("li.picture option:checked"))
        .hasText(new String[] {"10_sks cat", "10_sks cat"});

    BROWSER.upload(zip("5_dog/3.png"));

    assertThat(concept(2).getByLabel("Name")).hasValue("5_dog");
    assertThat(page.locator("#upload-concept option:checked")).hasText("10_sks cat");
    assertThat(BROWSER.complaints()).isEmpty();
    BROWSER.look("concepts");
  }

  @Test
  void changesAConcept() {
    makeConcept("dog");

    concept(1).getByLabel("Repeats").fill("often");
    concept(1).getByRole(AriaRole.BUTTON, button("Save")).click();
    assertThat(concept(1).locator(".problem"))
        .containsText("repeats 'often' is not a whole number");
    concept(1).getByLabel("Repeats").fill("5");
    concept(1).getByLabel("Name").fill("hound");
    concept(1).getByLabel("Regularisation").check();
    concept(0).getByLabel("Repeats").fill("7");
    page.getByLabel("Width").fill("96");
    concept(1).getByRole(AriaRole.BUTTON, button("Save")).click();

    assertThat(page.locator("#upload-concept option").nth(1)).containsText("hound");
    assertThat(concept(0).getByLabel("Repeats")).hasValue("7");
    assertThat(page.getByLabel("Width")).hasValue("96");
    page.reload();
    assertThat(concept(0).getByLabel("Repeats")).hasValue("");
    assertThat(concept(1).getByLabel("Name")).hasValue("hound");
    assertThat(concept(1).getByLabel("Repeats")).hasValue("5");
    assertThat(concept(1).getByLabel("Class tokens")).hasValue("dog");
    assertThat(concept(1).getByLabel("Regularisation")).isChecked();
    assertThat(BROWSER.complaints()).isEmpty();
  }

  @Test
  void makesFillsAndShowsASetForRegularisation() {
    page.getByText("Concepts", new Page.GetByTextOptions().setExact(true)).click();
    page.getByLabel("Class, such as").fill("a/b");
    page.getByRole(AriaRole.BUTTON, named("Make a set")).click();
    assertThat(page.locator("#problem-concept-set")).containsText("'a/b'");
    page.getByLabel("Class, such as").fill("cat");
    page.getByRole(AriaRole.BUTTON, named("Make a set")).click();
    assertThat(concept(1).getByLabel("Class tokens")).hasValue("cat");
    assertThat(concept(1).getByLabel("Regularisation")).isChecked();

    page.getByRole(AriaRole.BUTTON, named("Add pictures to cat")).click();
    assertThat(page.locator("#upload-concept option:checked")).containsText("cat");
    BROWSER.upload(new FilePayload("other.png", "image/png", Drawings.square(80, 2)));
    page.locator("#upload-concept").selectOption("default");
    BROWSER.upload(new FilePayload("mine.png", "image/png", Drawings.square(80, 1)));
    assertThat(page.locator("li.picture")).hasCount(2);
    page.getByRole(AriaRole.BUTTON, named("See the pictures of cat")).click();
    assertThat(page.locator("li.picture")).hasCount(1);
    assertThat(page.locator("li.picture")).containsText("other.png");
    assertThat(page.locator("li.picture .state")).hasText("Regularisation");
    assertThat(BROWSER.complaints()).isEmpty();
    BROWSER.look("regularisation");
  }

  @Test
  void movesPicturesAndDeletesAConceptThatHasNone() {
    makeConcept("dog");
    BROWSER.upload(new FilePayload("1.png", "image/png", Drawings.square(80, 1)));

    move("dog");
    page.getByRole(AriaRole.BUTTON, named("Delete the concept dog")).click();
    assertThat(page.locator("#notice")).containsText("The concept 'dog' has 1 pictures");
    move("default");
    page.getByRole(AriaRole.BUTTON, named("Delete the concept dog")).click();

    assertThat(page.getByRole(AriaRole.BUTTON, named("Delete the concept"))).hasCount(0);
    assertThat(page.locator("#upload-concept")).hasCount(0);
    assertThat(page.locator("li.picture")).hasCount(1);
  }

  private void makeConcept(String name) {
    page.getByText("Concepts", new Page.GetByTextOptions().setExact(true)).click();
    page.locator("#concept-name-new").fill(name);
    page.getByRole(AriaRole.BUTTON, named("Make another concept")).click();
    assertThat(concept(1).getByLabel("Name")).hasValue(name);
  }

  /** Moves the only picture, and sees that it stays there. */
  private void move(String concept) {
    page.waitForResponse(
        "**/pictures/*/concept", () -> page.locator("li.picture select").selectOption(concept));
    page.reload();
    assertThat(page.locator("li.picture option:checked")).hasText(concept);
  }

  private Locator concept(int number) {
    return page.locator("#concepts form[hx-put]").nth(number);
  }

  private static Locator.GetByRoleOptions button(String name) {
    return new Locator.GetByRoleOptions().setName(name);
  }

  private static FilePayload zip(String picture) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(picture));
      zip.write(Drawings.square(80, picture.length()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new FilePayload("all.zip", "application/zip", bytes.toByteArray());
  }
}
