package dev.lorafoundry.api.page.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.lorafoundry.api.dataset.Caption;
import dev.lorafoundry.api.dataset.ConceptId;
import dev.lorafoundry.api.dataset.Original;
import dev.lorafoundry.api.dataset.Outcome;
import dev.lorafoundry.api.dataset.Picture;
import dev.lorafoundry.api.dataset.Pictures;
import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.diffusion.picture.PictureFormat;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import dev.lorafoundry.testkit.Unique;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Measures a gallery of 5,000 pictures in a browser; see docs/benchmarks.md. */
final class MeasureGallery {
  @RegisterExtension static final PageInBrowser BROWSER = new PageInBrowser();

  private static final int PICTURES = 5_000;
  private static final int SIDE = 320;

  private static final String LOADED =
      """
      () => {
        const seen = [...document.querySelectorAll('li.picture img')].filter((image) => {
          const { top, bottom } = image.getBoundingClientRect();
          return bottom > 0 && top < innerHeight;
        });
        return seen.length > 0 && seen.every((image) => image.complete && image.naturalWidth);
      }
      """;

  /** Scrolls so many steps of 120 pixels; times between frames in ms, the shortest first. */
  private static final String SCROLL =
      """
      async (steps) => {
        const times = [];
        let last = performance.now();
        for (let step = 0; step < steps; step++) {
          scrollBy(0, 120);
          await new Promise(requestAnimationFrame);
          times.push(performance.now() - last);
          last = performance.now();
        }
        return times.sort((one, other) => one - other);
      }
      """;

  @Test
  void showsFiveThousandPictures() {
    Page page = BROWSER.page();
    BROWSER.makeProject(Unique.name("many"));
    String address = page.url();
    fill(VersionId.parse(address.replaceFirst(".*/versions/([^/]+)/.*", "$1")));
    double before = PageFigures.memory(page);

    long begin = System.nanoTime();
    String html = page.request().get(address).text();
    say("page by the service", PageFigures.since(begin) + " ms, " + html.length() / 1000 + " kB");
    begin = System.nanoTime();
    page.navigate(address);
    page.waitForFunction(LOADED);
    say("until all pictures in sight are there", PageFigures.since(begin) + " ms");
    say("memory of the browser's pages", PageFigures.memory(page) - before + " MB more");
    say("cards", String.valueOf(page.locator("li.picture").count()));
    say("scrolling, ms a frame (50, 95, 100 %)", scrolled(page));
    say("the same on from there", scrolled(page));
    for (String place : new String[] {"document.body.scrollHeight", "innerHeight * 100"}) {
      begin = System.nanoTime();
      page.evaluate("scrollTo(0, " + place + ")");
      page.waitForFunction(LOADED);
      say("jump to " + place, PageFigures.since(begin) + " ms");
    }
    say("cards after all that", String.valueOf(page.locator("li.picture").count()));
    PageFigures.collectGarbage(page);
    say("held after all that", PageFigures.held(page));
    say("memory after all that", PageFigures.memory(page) - before + " MB more");
    assertThat(page.locator("li.picture").count()).isLessThan(PICTURES / 10);
  }

  private static String scrolled(Page page) {
    return PageFigures.frames(page.evaluate(SCROLL, 600));
  }

  private static void say(String what, String figure) {
    System.out.println("gallery: " + what + ": " + figure);
  }

  private static void fill(VersionId version) {
    Pictures pictures = BROWSER.bean(Pictures.class);
    ObjectStore store = BROWSER.bean(ObjectStore.class);
    for (int i = 0; i < PICTURES; i++) {
      byte[] file = Drawings.square(SIDE, i);
      PictureId id = PictureId.random();
      ObjectKey key = ObjectKey.of("datasets", version.toString(), "originals", id.toString());
      store.put(key, Content.of(file, Content.PNG));
      pictures.add(
          new Picture(
              id,
              version,
              ConceptId.first(version),
              i,
              new Original(
                  "picture %04d.png".formatted(i),
                  PictureFormat.PNG,
                  SIDE,
                  SIDE,
                  file.length,
                  DigestUtils.sha256Hex(id.toString()),
                  key.value()),
              new Caption("a drawing, number " + i, 1),
              new Outcome.Unprepared()));
    }
  }
}
