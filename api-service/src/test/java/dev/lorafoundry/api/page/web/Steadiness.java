package dev.lorafoundry.api.page.web;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.List;

/** How much of a page moves under its reader while it comes in, as browsers measure it. */
final class Steadiness {
  /** Each shift that nobody's click or key made: how much, and what moved. */
  private static final String WATCH =
      """
      window.shifts = [];
      new PerformanceObserver((list) => list.getEntries().filter((shift) => !shift.hadRecentInput).forEach((shift) =>
        window.shifts.push([shift.value, ...shift.sources.map(({ node }) =>
          (node?.outerHTML ?? node?.textContent ?? '').trim().slice(0, 80))])))
        .observe({ type: 'layout-shift', buffered: true });
      """;

  private static final String IS_COMPLETE =
      "() => document.querySelector('#workers')?.textContent && !document.querySelector('.htmx-request')";

  private static final String FRAME =
      "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100)))";

  private Steadiness() {}

  /** Pages that are opened from now on are watched. */
  static void watch(BrowserContext session) {
    session.addInitScript(WATCH);
  }

  /** Waits until all that a page asks for when it opens is there. */
  static void await(Page page) {
    page.waitForFunction(IS_COMPLETE);
    page.evaluate(FRAME); // why: the browser tells of a shift after the frame that has it
  }

  /** Sum of the shifts of the page so far: 0 is none, 1 about a window full. */
  static double sum(Page page) {
    return ((Number) page.evaluate("window.shifts.reduce((sum, [value]) => sum + value, 0)"))
        .doubleValue();
  }

  static String told(Page page) {
    return ((List<?>) page.evaluate("window.shifts.map(String)")).toString();
  }
}
