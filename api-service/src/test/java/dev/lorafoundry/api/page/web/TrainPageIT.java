package dev.lorafoundry.api.page.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.lorafoundry.api.page.web.PageInBrowser.exactly;
import static dev.lorafoundry.api.page.web.PageInBrowser.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.lorafoundry.testkit.Unique;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the pages of a run offer beside its settings, and to do with its results, in a browser. */
final class TrainPageIT {
  private static final String HOSTILE =
      "<img src=x onerror=\"document.title='hit'\"> ../etc </textarea>";

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
    open("Validation and choice of checkpoints");
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
  void goesOnFromACheckpointWhoseIdCanBeCopied() {
    train(1);
    assertThat(page.locator("#checkpoints figure img")).hasCount(1);
    // why: the last events put the checkpoints onto the page anew, with buttons nobody pressed
    page.reload();
    page.getByRole(AriaRole.BUTTON, named("Copy the id of")).click();
    assertThat(page.getByText("Copied")).isVisible();
    String id = page.evaluate("navigator.clipboard.readText()").toString();
    assertThat(page.locator("#checkpoints code[id^=id-]")).hasText(id);
    BROWSER.look("results-copied");

    BROWSER.open("Train");
    open("Model and start");
    page.getByLabel(Pattern.compile("^v1, .*, epoch 1, mean loss 0\\.1270$")).check();
    assertThat(page.locator("#problem-rank"))
        .containsText("is not that of checkpoint " + id + ", which startFrom names: use 4");
    BROWSER.look("train-start");
    train(2);

    assertThat(runs()).contains("\"startFrom\":\"" + id + "\"");
    assertThat(BROWSER.complaints()).isEmpty();
  }

  @Test
  void fillsInThePresetThatIsChosenOnceItIsSeenWhatThatChanges() {
    page.getByLabel("Epochs", exactly()).fill("7");
    page.getByText("Presets and earlier runs").click();
    page.getByLabel("Preset", exactly()).selectOption("character-sd1");
    assertThat(page.locator("#help-preset")).containsText("For one person or figure");
    assertThat(page.locator("#preset-changes")).containsText("Rank: 128 → 32");
    assertThat(page.locator("#preset-changes")).containsText("Epochs: 7 → 10");
    assertThat(page.getByLabel("Rank", exactly())).hasValue("128");
    page.getByRole(AriaRole.BUTTON, named("Fill in its settings")).click();

    assertThat(page.getByLabel("Rank", exactly())).hasValue("32");
    assertThat(page.locator("#plan"))
        .containsText("512 × 512 pixels are asked for, but the pictures were prepared as 64 × 64");
    assertThat(page.locator("#plan")).containsText("MiB of device memory at the peak");
    BROWSER.look("train-preset");
    page.getByLabel("Alpha", exactly()).fill("3");
    page.locator("#preset-undo").click();
    assertThat(page.getByLabel("Epochs", exactly())).hasValue("7");
    assertThat(page.getByLabel("Alpha", exactly())).hasValue("3");
    page.getByRole(AriaRole.BUTTON, named("Fill in its settings")).click();
    saveAndRemoveAPreset();
    open("Noise and loss");
    page.getByLabel("Min-SNR gamma", exactly()).fill("");
    train(1);

    assertThat(runs())
        .contains(
            "\"rank\":\"4\"", "\"textEncoderLearningRate\":\"0.00005\"", "\"minSnrGamma\":\"\"");
    assertThat(BROWSER.complaints()).isEmpty();
  }

  private void saveAndRemoveAPreset() {
    Locator name = page.getByLabel("Save the settings of the form as a preset");
    Locator save = page.getByRole(AriaRole.BUTTON, named("Save it"));
    name.fill("<b>/mine");
    save.click();
    assertThat(page.locator("#problem-preset-save-name")).containsText("use 1 to 60 letters");
    String mine = Unique.name("mine");
    name.fill(mine);
    save.dblclick();
    assertThat(page.getByLabel("Preset", exactly())).hasValue(mine);
    assertThat(page.locator("#problem-preset-save-name")).isEmpty();
    assertThat(page.locator("#preset-count")).hasText("It would change nothing.");

    page.onceDialog(Dialog::accept);
    page.getByRole(AriaRole.BUTTON, named("Remove this preset")).click();
    assertThat(page.getByLabel("Preset", exactly())).hasValue("");
    assertThat(page.getByLabel("Rank", exactly())).hasValue("32");
  }

  @Test
  void leadsToEverySettingAndKeepsWhatIsWritten() {
    Locator rank = page.getByLabel("Rank", exactly());
    Locator warmup = page.getByLabel("Warmup (steps)", exactly());
    assertThat(warmup).isHidden();
    page.getByLabel("Find a setting").fill("lr_warmup");
    assertThat(warmup).isVisible();
    assertThat(rank).isHidden();
    page.getByLabel("Find a setting").press("Enter");
    page.keyboard().type("0.1");
    page.getByLabel("Find a setting").fill("");
    assertThat(rank).isVisible();
    assertThat(page.locator("#changed-count")).hasText("1 changed");

    rank.fill("4..12 step 4");
    rank.press("Enter");
    page.getByLabel("Learning rate", exactly()).fill("1e-5..1e-3");
    assertThat(page.locator("#problem-learningRate")).containsText("step 0.1 adds, x10 multiplies");
    page.locator("#plan a").getByText("learningRate '1e-5..1e-3' is not allowed").click();
    assertThat(page.getByLabel("Learning rate", exactly())).isFocused();
    page.getByLabel("Learning rate", exactly()).fill("1e-5..1e-3 x10");
    assertThat(page.locator("#planned")).containsText("9 jobs");
    assertThat(page.locator(".axes li").last()).hasText("Rank × 3: 4, 8, 12");
    assertThat(page.locator("#plan")).containsText("-lr-0_0001-net-12-");
    page.getByLabel("Prompt", exactly()).fill(HOSTILE);

    page.reload();
    assertThat(page.locator("#restored")).isVisible();
    assertThat(rank).hasValue("4..12 step 4");
    assertThat(page.getByLabel("Prompt", exactly())).hasValue(HOSTILE);
    assertThat(warmup).hasValue("0.1");
    assertThat(page.locator("#planned")).containsText("9 jobs");
    BROWSER.look("train-grid");
    page.getByRole(AriaRole.BUTTON, named("Reset Rank")).click();
    assertThat(rank).hasValue("128");
    assertThat(page.locator("#planned")).containsText("3 jobs");
    emptyTheForm();
    assertThat(runs()).as("by Enter in a field").contains("\"items\":[]");
    page.setViewportSize(360, 740);
    BROWSER.look("train-phone");
    assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(360);
    assertThat(BROWSER.complaints()).isEmpty();
  }

  private void emptyTheForm() {
    Locator rate = page.getByLabel("Learning rate", exactly());
    page.getByRole(AriaRole.BUTTON, named("Start over")).click();
    assertThat(page.locator("#planned")).containsText("1 job");
    page.locator("#emptied-undo").click();
    assertThat(rate).hasValue("1e-5..1e-3 x10");
    page.getByRole(AriaRole.BUTTON, named("Reset all")).click();
    assertThat(page.locator("#planned")).containsText("1 job");
    assertThat(page.locator("#changed-count")).isEmpty();
    page.getByLabel("Epochs", exactly()).fill("7");
    page.locator("#emptied-undo").click();
    assertThat(rate).hasValue("1e-5..1e-3 x10");
    assertThat(page.getByLabel("Epochs", exactly())).hasValue("7");
  }

  @Test
  void trainsAnEarlierJobAgainWithOneChange() {
    page.getByLabel("Alpha", exactly()).fill("3");
    page.getByLabel("Prompt", exactly()).fill(HOSTILE);
    train(1);
    String job = page.locator("#jobs a").first().getAttribute("href").replaceFirst("/jobs/", "");
    BROWSER.open("Train");
    assertThat(page.getByLabel("Alpha", exactly())).hasValue("64");
    page.navigate(page.url() + "?from=" + job);
    page.locator("a[hreflang=zh]").click();
    page.locator("a[hreflang=en]").click();

    assertThat(page.getByLabel("Alpha", exactly())).hasValue("3");
    assertThat(page.getByLabel("Prompt", exactly())).hasValue(HOSTILE);
    assertThat(page.getByLabel("Learning rate", exactly())).isFocused();
    assertThat(page.locator("#origin")).containsText("-ap-3");
    assertThat(page.locator("#origin-same")).isVisible();
    page.keyboard().type("0.002");
    assertThat(page.locator("#origin-changes li")).hasText("Learning rate: 0.0001 → 0.002");
    BROWSER.look("train-again");
    train(2);

    assertThat(page.request().get("/api/v1/jobs/" + job + "/request").text())
        .contains("\"alpha\":3.0", "\"epochs\":2")
        .doesNotContain("learningRate");
    assertThat(BROWSER.complaints()).isEmpty();
  }

  @Test
  void takesArgumentsOfSdScripts() {
    open("Arguments of sd-scripts");
    page.getByLabel("Command line", exactly()).fill("--network_dim=many --xformers --netwrk_dim 8");
    page.getByLabel("Configuration file", exactly()).fill("train_batch_size = ");

    assertThat(page.locator("#problem-arguments")).containsText("rank 'many' is not allowed");
    assertThat(page.locator("#problem-argumentsToml")).containsText("The TOML can't be read");
    assertThat(page.locator("#judged li")).hasCount(3);
    assertThat(page.locator("#judged")).containsText("did you mean --network_dim?");
    assertThat(page.locator("#judged .passed + code")).hasText("--xformers (line 1, column 20)");
    BROWSER.look("train-arguments");
    page.getByLabel("Command line", exactly()).fill("--network_dim=5");
    page.getByLabel("Configuration file", exactly()).fill("train_batch_size = 2");
    assertThat(page.locator("#judged .honoured")).hasCount(2);
    assertThat(page.locator("#judged")).containsText("Rank: 5");
    assertThat(page.locator("#plan")).containsText("-bs-2-");
    assertThat(page.locator("#plan")).containsText("-net-5-");
    train(1);

    assertThat(runs()).contains("\"rank\":5", "\"batchSize\":2");
    assertThat(BROWSER.complaints()).isEmpty();
  }

  @Test
  void makesLorasOfOthers() {
    train(1);
    assertThat(page.locator("#checkpoints figure img")).hasCount(1);
    page.getByText("Resize or merge LoRAs").click();
    page.getByLabel("Name", exactly()).fill("small");
    choose("LoRA 1", ", epoch 1,");
    page.getByLabel("Rank", exactly()).fill("8");
    makeLora();
    assertThat(page.locator("#problem-lora-rank"))
        .containsText("rank 8 is larger than that of checkpoint");
    assertThat(page.getByLabel("Name", exactly())).hasValue("small");
    page.getByLabel("Rank", exactly()).fill("2");
    makeLora();

    assertThat(page.locator("#loras .state.done")).hasCount(1);
    assertThat(page.locator("#problem-lora-rank")).isEmpty();
    assertThat(page.locator("#loras")).containsText("5 modules of rank 1 to 2, 87.5 % of");
    Download download =
        page.waitForDownload(() -> page.locator("#loras a[download]").first().click());
    assertThat(download.suggestedFilename()).isEqualTo("small.safetensors");

    mergeWithTheOneThatWasMade();
    cancelOne();
    assertThat(BROWSER.complaints()).isEmpty();
  }

  /** A group of settings, among all of them. */
  private void open(String group) {
    page.getByLabel("All settings").check();
    page.locator("summary").getByText(group, new Locator.GetByTextOptions().setExact(true)).click();
  }

  private void mergeWithTheOneThatWasMade() {
    page.getByLabel("Kind", exactly()).selectOption("merge");
    page.getByLabel("Name", exactly()).fill("");
    choose("LoRA 2", "small, made of others");
    page.getByLabel("Weight 2").fill("half");
    page.getByRole(AriaRole.BUTTON, named("Another LoRA")).click();
    choose("LoRA 3", ", epoch 1,");
    makeLora();
    assertThat(page.locator("#problem-lora-sources")).containsText("Weight half of checkpoint");
    BROWSER.look("results-loras");
    page.getByLabel("Weight 2").fill("0.5");
    makeLora();

    assertThat(page.locator("#loras .state.done")).hasCount(2);
    assertThat(page.locator("#loras")).containsText(", 0.5 × small.safetensors, ");
    assertThat(page.locator("#problem-lora-sources")).isEmpty();
  }

  private void cancelOne() {
    page.getByLabel("Name", exactly()).fill(ScriptedLoraTask.ENDLESS);
    makeLora();
    assertThat(page.locator("#loras .state.running")).hasCount(1);
    page.getByRole(AriaRole.BUTTON, named("Cancel " + ScriptedLoraTask.ENDLESS)).click();

    assertThat(page.locator("#loras .state.cancelled")).hasCount(1);
  }

  private void choose(String row, String part) {
    Locator choice =
        page.getByLabel(row, exactly())
            .locator("option")
            .filter(new Locator.FilterOptions().setHasText(part));
    assertThat(choice).hasCount(1);
    page.getByLabel(row, exactly()).selectOption(choice.getAttribute("value"));
  }

  private void makeLora() {
    page.getByRole(AriaRole.BUTTON, named("Make it")).click();
  }

  /** Trains a small LoRA with what else the form says, until so many jobs are done. */
  private void train(int done) {
    page.getByLabel("Epochs", exactly()).fill("2");
    page.getByLabel("Rank", exactly()).fill("4");
    Locator plan = page.locator("#plan");
    assertThat(plan).containsText("1 job");
    page.getByRole(AriaRole.BUTTON, named("Start training")).click();
    BROWSER.arrive("/results");
    assertThat(page.locator("#jobs .jobs > li .state.done")).hasCount(done);
  }

  /** The version's runs as REST tells them. */
  private String runs() {
    String version = page.url().replaceFirst(".*/versions/([^/]+)/.*", "$1");
    return page.request().get("/api/v1/versions/" + version + "/runs").text();
  }
}
