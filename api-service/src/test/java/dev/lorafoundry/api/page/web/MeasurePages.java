package dev.lorafoundry.api.page.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.lorafoundry.api.page.web.PageInBrowser.exactly;
import static dev.lorafoundry.api.page.web.PageInBrowser.named;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.lorafoundry.testkit.Unique;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Measures when the main pages can be used, and how much they load; see docs/benchmarks.md. Started
 * by name only: the build does not take this class for a test.
 */
final class MeasurePages {
  @RegisterExtension static final PageInBrowser BROWSER = new PageInBrowser();

  private static final int PICTURES = 40;
  private static final int LOOKS = 7;

  private static final String WATCH =
      """
      window.tasks = [];
      new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map((task) => task.startTime + task.duration)))
        .observe({ type: 'longtask', buffered: true });
      """;

  /**
   * From the start of the navigation until the page has loaded and no task over 50 ms is left, in
   * ms.
   */
  private static final String INTERACTIVE =
      """
      async () => {
        const [page] = performance.getEntriesByType('navigation');
        while (performance.now() < Math.max(page.loadEventEnd || Infinity, ...window.tasks) + 500) {
          await new Promise((done) => setTimeout(done, 50));
        }
        return Math.max(page.loadEventEnd, ...window.tasks);
      }
      """;

  /** By kind: kB as they are, and as they come over the network. */
  private static final String SIZES =
      """
      () => ['script', 'css'].map((kind) => {
        const isKind = (name) => (kind === 'css' ? name.endsWith('.css') : /\\.m?js$/.test(name));
        const all = performance.getEntriesByType('resource').filter((each) => isKind(each.name));
        const sum = (of) => Math.round(all.reduce((total, each) => total + of(each), 0) / 100) / 10;
        return `${kind} ${sum((each) => each.decodedBodySize)} kB (${sum((each) => each.encodedBodySize)} kB compressed)`;
      }).join(', ')
      """;

  @Test
  void measure() {
    Page page = BROWSER.page();
    Map<String, String> addresses = fill(page);
    BROWSER.session().addInitScript(WATCH);
    addresses.forEach(
        (name, address) -> {
          List<Double> times = new ArrayList<>();
          for (int look = 0; look < LOOKS; look++) {
            page.navigate(address);
            times.add(((Number) page.evaluate(INTERACTIVE)).doubleValue());
          }
          double first = times.get(0);
          double middle = times.stream().skip(1).sorted().toList().get((LOOKS - 1) / 2);
          System.out.printf(
              Locale.ROOT,
              "pages: %s: first %.0f ms, then %.0f ms; %s%n",
              name,
              first,
              middle,
              page.evaluate(SIZES));
        });
  }

  private static Map<String, String> fill(Page page) {
    BROWSER.addBaseModel(Unique.name("base"));
    BROWSER.makeProject(Unique.name("measured"));
    BROWSER.upload(
        IntStream.range(0, PICTURES)
            .mapToObj(i -> new FilePayload(i + ".png", "image/png", Drawings.square(256, i)))
            .toArray(FilePayload[]::new));
    BROWSER.prepare();
    String version = page.url().replaceFirst("/dataset$", "");
    BROWSER.open("Train");
    page.getByLabel("Epochs", exactly()).fill("4");
    page.getByLabel("Rank", exactly()).fill("1, 2, 4, 8");
    page.getByRole(AriaRole.BUTTON, named("Start training")).click();
    BROWSER.arrive("/results");
    assertThat(page.locator("#jobs .jobs > li .state.done")).hasCount(4);
    Map<String, String> all = new LinkedHashMap<>();
    all.put("projects", "/");
    for (String tab : List.of("dataset", "captions", "train", "results", "compare")) {
      all.put(tab, version + "/" + tab);
    }
    all.put("job", page.locator("#jobs .jobs a").first().getAttribute("href"));
    all.put("queue", "/queue");
    all.put("models", "/models");
    return all;
  }
}
