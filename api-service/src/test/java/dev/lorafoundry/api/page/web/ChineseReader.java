package dev.lorafoundry.api.page.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.lorafoundry.api.page.web.PageInBrowser.exactly;
import static dev.lorafoundry.api.page.web.PageInBrowser.level;
import static dev.lorafoundry.api.page.web.PageInBrowser.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/** Somebody who reads Chinese, and looks at all that was made. */
final class ChineseReader {
  private final PageInBrowser browser;
  private final Page page;

  ChineseReader(PageInBrowser browser) {
    this.browser = browser;
    this.page = browser.page();
  }

  /** Begins at a job that is done, of a version with seven pictures. */
  void readFromTheJobOn() {
    page.getByRole(AriaRole.LINK, named("中文")).click();
    assertThat(page.locator("html")).hasAttribute("lang", "zh");
    assertThat(page.locator("#workers")).containsText("个工作节点");
    assertThat(page.locator("#progress")).containsText("已完成");
    assertThat(page.locator("#loss-chart")).hasAttribute("aria-label", Pattern.compile("的平均损失"));
    expectNoEnglish("job-zh");

    assertThat(toldByRest()).contains("\"没有任务 ");
    page.locator(".crumbs a").last().click();
    assertThat(page.locator("#jobs")).containsText("2 个任务中 2 个已结束");
    expectNoEnglish("results-zh");
    planSettingsThatGoTogether();
    seeTheDataset();
    for (String link : List.of("底模", "队列", "项目")) {
      page.locator("header").getByRole(AriaRole.LINK, link(link)).click();
      assertThat(page.getByRole(AriaRole.HEADING, level(1))).hasText(link);
      expectNoEnglish("all-zh");
    }
  }

  private void planSettingsThatGoTogether() {
    open("训练");
    assertThat(page.locator("#help-gradientCheckpointing")).hasText("反向传播时重新计算激活值：显存更少，时间更长。");
    page.getByLabel("网络维度 (Rank)", exactly()).fill("0");
    assertThat(page.locator("#plan")).containsText("“网络维度 (Rank)”不能是“0”：请用 1 到");
    page.getByLabel("网络维度 (Rank)", exactly()).fill("4, 8");
    page.getByLabel("网络 Alpha", exactly()).fill("2, 4");
    page.getByLabel("成组设置", exactly()).fill("网络维度 (Rank)，网络 Alpha");
    assertThat(page.locator("#plan")).containsText("2 个任务");
    expectNoEnglish("train-zh");
  }

  /** What REST says to requests of the page's session. */
  private String toldByRest() {
    String address = "/api/v1/jobs/3f2b6c1e-0b1a-4c8e-9a55-0d9e2f6a7b10";
    return page.request().get(URI.create(page.url()).resolve(address).toString()).text();
  }

  private void seeTheDataset() {
    open("数据集");
    assertThat(page.locator("#summary")).containsText("64 × 64 的 7 张");
    assertThat(page.locator("li.picture").first()).containsText("1 张训练图片");
    expectNoEnglish("dataset-zh");
  }

  private void open(String tab) {
    page.getByLabel("当前版本").getByRole(AriaRole.LINK, link(tab)).click();
  }

  private static Locator.GetByRoleOptions link(String name) {
    return new Locator.GetByRoleOptions().setName(name);
  }

  /** Of what the page itself says no three words in a row are English. */
  private void expectNoEnglish(String picture) {
    Locator said =
        page.locator("h1, h2, h3, label, legend, .help, .empty, button, summary, dt, th, nav a");
    assertThat(said.allInnerTexts())
        .isNotEmpty()
        .noneMatch(text -> text.matches("(?s).*[A-Za-z]+ [A-Za-z]+ [A-Za-z]+.*"));
    browser.look(picture);
  }
}
