package dev.lorafoundry.api.page.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.lorafoundry.api.page.web.PageInBrowser.exactly;
import static dev.lorafoundry.api.page.web.PageInBrowser.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.lorafoundry.api.checkpoint.CheckpointExample;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import dev.lorafoundry.testkit.Unique;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The page of one job, whose training goes on, fails, and leaves a checkpoint; and results of jobs
 * that have left many.
 */
final class JobPageIT {
  @RegisterExtension static final PageInBrowser BROWSER = new PageInBrowser();

  private Page page;

  @BeforeEach
  void open() {
    page = BROWSER.page();
  }

  @Test
  void followsAJobUntilItFailsAndTakesItsCheckpointAsTheResult() {
    BROWSER.addBaseModel("failing");
    BROWSER.makeProject(Unique.name("lighthouse"));
    BROWSER.upload(new FilePayload("one.png", "image/png", Drawings.square(256, 1)));
    BROWSER.prepare();
    openAJob();

    seeItsSettings();
    seeTheCharts();
    seeTheLog();
    give(ScriptedTraining.GO_ON);
    assertThat(value("#course", "step")).hasText("119");
    assertThat(value("#course", "epoch")).hasText("2");
    assertThat(page.locator("#log-lines li")).hasCount(2);
    assertThat(page.locator("#log-lines .warning")).containsText("<script>alert(2)</script>");
    filterTheLog();
    give(ScriptedTraining.FAIL);
    seeWhyItFailed();
    seeTheAttempts();
    takeTheCheckpoint();
    BROWSER.look("job-promoted");
    seeItOnAPhone();
    assertThat(page.locator("#job img[src=x]")).hasCount(0);
    assertThat(BROWSER.complaints()).isEmpty();
  }

  @Test
  void showsMoreResultsAsOneScrollsAndKeepsOnesPlaceAmongThem() {
    BROWSER.makeProject(Unique.name("many"));
    ManyCheckpoints many = new ManyCheckpoints(BROWSER);
    Job job = many.job("many", 8);
    many.saveEpochs(job, 75);
    many.saveEpochs(many.job("few", 16), 2);
    BROWSER.open("Results");
    Locator shown = page.locator("#checkpoints .checkpoint");
    assertThat(shown).hasCount(CheckpointList.STEP);
    Locator of = page.locator("#checkpoints-of");
    of.selectOption("many");
    assertThat(page.locator("#checkpoints")).containsText("15 more are there.");
    assertThat(shown).hasCount(CheckpointList.STEP);

    page.mouse().wheel(0, 100_000);
    assertThat(shown).hasCount(75);
    assertThat(of).hasValue(job.id().toString());

    Locator looked = shown.nth(70);
    looked.scrollIntoViewIfNeeded();
    double before = looked.boundingBox().y;
    String id = looked.getAttribute("id");
    many.save(CheckpointExample.atStep(job, 1));
    assertThat(shown).hasCount(76);
    assertThat(page.locator("#" + id).boundingBox().y).isCloseTo(before, within(2.0));

    many.job("later", 32);
    assertThat(of.locator("option")).hasText(new String[] {"all jobs", "many", "few", "later"});
    assertThat(of).hasValue(job.id().toString());
    assertThat(shown).hasCount(76);
    assertThat(BROWSER.complaints()).isEmpty();
  }

  private void openAJob() {
    BROWSER.open("Train");
    page.getByLabel("Epochs", exactly()).fill(String.valueOf(ScriptedTraining.FAILING));
    page.getByRole(AriaRole.BUTTON, named("Start training")).click();
    BROWSER.arrive("/results");
    page.locator("#jobs .jobs a").first().click();
    BROWSER.arrive("/jobs/[^/]+");
  }

  private void seeItsSettings() {
    Locator settings = page.locator("aside");
    assertThat(settings).containsText("Other than the default");
    assertThat(settings.getByText("Relative step")).isHidden();
    settings.getByText("All settings").click();
    assertThat(settings.getByText("Relative step")).isVisible();
    assertThat(settings).containsText("yes(not used)");
    settings.getByText("All settings").click();
  }

  private void seeTheCharts() {
    assertThat(page.locator("#loss-chart canvas")).isVisible();
    assertThat(page.locator("#rate-chart canvas")).isVisible();
    assertThat(value("#course", "step")).hasText("60");
    assertThat(value("#course", "textEncoderLearningRate")).hasText("5e-5");
    assertThat(page.locator("#loss-chart"))
        .hasAttribute("aria-label", Pattern.compile("Mean loss from step 1 to 60, between .*"));
    seeHowAxesAreWritten();
    goThroughTheChartByKeys();
    page.getByText("Numbers as a table").click();
    assertThat(page.locator("#course-table tbody tr").last()).containsText("✓");
    page.getByText("Numbers as a table").click();
  }

  /** With as many digits as their distance needs, and no more. */
  private void seeHowAxesAreWritten() {
    assertThat(
            page.evaluate(
                """
                async () => {
                  const { src } = document.querySelector('script[src$="/job/page.mjs"]');
                  const { atAxis } = await import(src.replace('page.mjs', 'numbers.mjs'));
                  const rates = [9.98e-5, 9.99e-5, 1e-4].map((rate) => atAxis('learningRate', rate, 1e-7));
                  const wide = [0, 2e-4, 4e-4].map((rate) => atAxis('learningRate', rate, 2e-4));
                  const fine = [9.975e-5, 1e-4].map((rate) => atAxis('learningRate', rate, 2.5e-7));
                  return [rates, wide, fine, [atAxis('loss', 0.1 + 0.2, 0.05)]].map((some) => some.join(' '));
                }
                """))
        .isEqualTo(List.of("9.98e-5 9.99e-5 1e-4", "0 2e-4 4e-4", "9.975e-5 1e-4", "0.30"));
  }

  private void goThroughTheChartByKeys() {
    page.locator("#loss-chart").focus();
    page.keyboard().press("ArrowLeft");
    page.keyboard().press("ArrowLeft");
    assertThat(value("#course", "step")).hasText("58");
    page.keyboard().press("Home");
    assertThat(value("#course", "step")).hasText("1");
    page.locator("#rate-chart").focus();
    assertThat(value("#course", "step")).hasText("60");
  }

  private void seeTheLog() {
    page.getByText("Log", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.locator("#log-lines li")).hasCount(1);
    assertThat(page.locator("#log-lines")).containsText("trains <img src=x onerror=alert(1)>");
  }

  private void filterTheLog() {
    page.getByLabel("warnings and errors only").check();
    assertThat(page.locator("#log-lines .info")).isHidden();
    assertThat(page.locator("#log-lines .warning")).isVisible();
    Download log = page.waitForDownload(() -> page.getByText("Download the log").click());
    assertThat(log.suggestedFilename()).endsWith(".log.txt");
  }

  private void seeWhyItFailed() {
    Locator failure = page.locator("#failure");
    assertThat(failure).containsText("The loss ran away");
    assertThat(failure).containsText("The loss is <b>no number</b> at step 120.");
    assertThat(failure).containsText("lower learning rate");
    assertThat(failure.locator(".log .warning")).containsText("the loss grows <script>");
    assertThat(page.locator("#log-lines .error")).isVisible();
    BROWSER.look("job-failed");
  }

  private void seeTheAttempts() {
    page.getByText("History").click();
    Locator attempts = page.locator("#history table").first();
    assertThat(attempts).containsText("0 to 119");
    assertThat(attempts).containsText("failed: The loss is");
  }

  private void takeTheCheckpoint() {
    page.onceDialog(Dialog::accept);
    page.locator("#checkpoints")
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("as the result"))
        .click();
    assertThat(page.locator("#progress .state")).hasText("done");
    assertThat(page.locator("#progress")).containsText("Somebody took the checkpoint of step 60");
    assertThat(page.locator("#checkpoints")).containsText("Epoch 1, the last");
    assertThat(page.locator("#checkpoints figure img").first()).isVisible();
    assertThat(page.locator("#checkpoints").getByText("as the result")).hasCount(0);
  }

  private void seeItOnAPhone() {
    page.setViewportSize(360, 740);
    assertThat(page.locator("#loss-chart canvas")).isVisible();
    page.waitForFunction("() => document.documentElement.scrollWidth <= 360");
    BROWSER.look("job-phone");
  }

  private Locator value(String part, String name) {
    return page.locator(part + " figcaption [data-value=" + name + "]");
  }

  private static void give(ObjectKey sign) {
    BROWSER
        .bean(ObjectStore.class)
        .put(sign, Content.of("go".getBytes(StandardCharsets.UTF_8), Content.BINARY));
  }
}
