package dev.lorafoundry.api.page.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.lorafoundry.api.page.web.PageInBrowser.exactly;
import static dev.lorafoundry.api.page.web.PageInBrowser.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.lorafoundry.testkit.Unique;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the page of a run offers beside its settings, in a browser. */
final class TrainPageIT {
  @RegisterExtension static final PageInBrowser BROWSER = new PageInBrowser();

  private Page page;

  @BeforeEach
  void open() {
    page = BROWSER.page();
    BROWSER.addBaseModel(Unique.name("base"));
    BROWSER.makeProject(Unique.name("tower"));
    BROWSER.upload(
        new FilePayload("a.png", "image/png", Drawings.square(80, 1)),
        new FilePayload("b.png", "image/png", Drawings.square(80, 2)));
    BROWSER.prepare();
    BROWSER.open("Train");
  }

  @Test
  void keepsTheNewestCheckpointAndEndsWeakJobs() {
    page.getByText("Keep checkpoints, end weak jobs").click();
    page.getByLabel("Keep of each job").selectOption("latest");
    page.getByLabel("How many to keep").fill("none");
    page.getByLabel("Halving", exactly()).selectOption("true");
    page.getByLabel("Eta", exactly()).fill("1");

    assertThat(page.locator("#problem-keep-count"))
        .hasText("keep latest 'none' is not allowed: use a whole number from 1 to 1000.");
    assertThat(page.locator("#problem-halving-eta"))
        .hasText("halving eta '1' is not allowed: use a whole number from 2 to 100.");
    BROWSER.look("train-keep");
    page.getByRole(AriaRole.BUTTON, named("Start training")).click();
    assertThat(page.locator("#plan")).containsText("halving eta '1' is not allowed");

    page.getByLabel("How many to keep").fill("1");
    page.getByLabel("Eta", exactly()).fill("");
    assertThat(page.locator("#problem-keep-count")).isEmpty();
    train(1);

    assertThat(runs())
        .contains("\"keep\":{\"latest\":1}", "\"halving\":{\"eta\":3,\"minEpochs\":1}");
    assertThat(BROWSER.complaints()).isEmpty();
  }

  @Test
  void takesArgumentsOfSdScripts() {
    page.getByText("Arguments of sd-scripts").click();
    page.getByLabel("Command line", exactly()).fill("--network_dim=many");
    page.getByLabel("Configuration file", exactly()).fill("train_batch_size = ");

    assertThat(page.locator("#problem-arguments")).containsText("rank 'many' is not allowed");
    assertThat(page.locator("#problem-argumentsToml")).containsText("The TOML can't be read");
    BROWSER.look("train-arguments");
    page.getByLabel("Command line", exactly()).fill("--network_dim=5");
    page.getByLabel("Configuration file", exactly()).fill("train_batch_size = 2");
    assertThat(page.locator("#plan")).containsText("-bs-2-");
    assertThat(page.locator("#plan")).containsText("-net-5-");
    train(1);

    assertThat(runs()).contains("\"rank\":5", "\"batchSize\":2");
    assertThat(BROWSER.complaints()).isEmpty();
  }

  /** Trains a small LoRA with what else the form says, until so many jobs are done. */
  private void train(int done) {
    page.getByLabel("Epochs", exactly()).fill("2");
    page.getByLabel("Rank", exactly()).fill("4");
    Locator plan = page.locator("#plan");
    assertThat(plan).containsText("1 job");
    page.getByRole(AriaRole.BUTTON, named("Start training")).click();
    page.waitForURL(Pattern.compile("/results$"));
    assertThat(page.locator("#jobs .jobs > li .state.done")).hasCount(done);
  }

  /** The version's runs as REST tells them. */
  private String runs() {
    String version = page.url().replaceFirst(".*/versions/([^/]+)/.*", "$1");
    return page.request().get("/api/v1/versions/" + version + "/runs").text();
  }
}
