package dev.lorafoundry.api.page.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.CheckpointExample;
import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobExample;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.preview.Preview;
import dev.lorafoundry.api.preview.Previews;
import dev.lorafoundry.api.preview.Rendering;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.api.run.Run;
import dev.lorafoundry.api.run.RunExample;
import dev.lorafoundry.api.run.Runs;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.PreviewEvent.Picture;
import dev.lorafoundry.contracts.PreviewId;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.PreviewSettings;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import dev.lorafoundry.testkit.Unique;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Measures a table of 500 pictures of 512 × 512 in a browser; see docs/benchmarks.md. */
final class MeasureCompare {
  @RegisterExtension static final PageInBrowser BROWSER = new PageInBrowser();

  private static final int CHECKPOINTS = 50;
  private static final int LOOKS = 10;
  private static final int SIDE = 512;
  private static final String LOADED =
      "() => [...document.querySelectorAll('.compare-cell img')]"
          + ".filter((image) => image.getBoundingClientRect().top < innerHeight"
          + " && image.getBoundingClientRect().left < innerWidth)"
          + ".every((image) => image.complete && image.naturalWidth)";

  /** Scrolls the whole table through in steps of half a row; times between frames in ms. */
  private static final String SCROLL =
      """
      async () => {
        const board = document.getElementById('compare-board');
        const times = [];
        let last = performance.now();
        while (board.scrollTop + board.clientHeight < board.scrollHeight - 1) {
          board.scrollTop += 80;
          await new Promise(requestAnimationFrame);
          times.push(performance.now() - last);
          last = performance.now();
        }
        return times.sort((one, other) => one - other);
      }
      """;

  @Test
  void showsFiveHundredPictures() {
    Page page = BROWSER.page();
    BROWSER.makeProject(Unique.name("many"));
    String version = page.url().replaceFirst(".*/versions/([^/]+)/.*", "$1");
    fill(VersionId.parse(version));
    double before = PageFigures.memory(page);

    long begin = System.nanoTime();
    String html = page.request().get("/versions/" + version + "/compare").text();
    say("page by the service", PageFigures.since(begin) + " ms, " + html.length() / 1000 + " kB");
    begin = System.nanoTime();
    page.navigate("/versions/" + version + "/compare");
    page.waitForFunction(LOADED);
    say("until all pictures in sight are there", PageFigures.since(begin) + " ms");
    say("pictures", String.valueOf(page.locator(".compare-cell").count()));
    say("memory of the browser's pages", PageFigures.memory(page) - before + " MB more");
    say("first scrolling, ms a frame (50, 95, 100 %)", PageFigures.frames(page.evaluate(SCROLL)));
    page.evaluate("document.getElementById('compare-board').scrollTop = 0");
    say("second scrolling, ms a frame (50, 95, 100 %)", PageFigures.frames(page.evaluate(SCROLL)));
    say("memory when all were seen", PageFigures.memory(page) - before + " MB more");
    begin = System.nanoTime();
    page.keyboard().press("-");
    page.evaluate("() => new Promise(requestAnimationFrame)");
    say("zoom", PageFigures.since(begin) + " ms");
  }

  private static void say(String what, String figure) {
    System.out.println("compare: " + what + ": " + figure);
  }

  private static void fill(VersionId version) {
    Run run = RunExample.run(version);
    BROWSER.bean(Runs.class).add(run);
    Job job = JobExample.job(run.id(), version, "many");
    BROWSER.bean(Jobs.class).add(job);
    for (int epoch = 1; epoch <= CHECKPOINTS; epoch++) {
      Checkpoint checkpoint = CheckpointExample.checkpoint(job, epoch);
      assertThat(BROWSER.bean(Checkpoints.class).add(checkpoint)).isTrue();
      render(checkpoint, epoch);
    }
  }

  private static void render(Checkpoint checkpoint, int epoch) {
    PreviewSettings settings = SettingsCatalogue.PREVIEW.read(Map.of("prompt", "a tower"));
    Preview.Ticket ticket =
        new Preview.Ticket(
            PreviewId.random(),
            checkpoint.id(),
            checkpoint.job(),
            checkpoint.run(),
            checkpoint.version(),
            settings,
            Instant.now());
    Previews previews = BROWSER.bean(Previews.class);
    previews.add(
        new Preview(
            ticket,
            new Preview.Standing(WorkState.DONE, 1, "", Instant.now()),
            new Rendering(LOOKS, LOOKS, null, List.of())));
    for (int look = 0; look < LOOKS; look++) {
      String key = "previews/%s/e1/%d.png".formatted(ticket.id(), look);
      BROWSER
          .bean(ObjectStore.class)
          .put(new ObjectKey(key), Content.of(photo(epoch * LOOKS + look), Content.PNG));
      previews.keep(
          ticket.id(),
          new LeaseEpoch(1),
          new Picture(0, look, 0, "Euler a", 28, 10, 7, look / 10.0, key));
    }
  }

  /** Soft shapes with some noise, so that its file is about as large as that of a photo. */
  private static byte[] photo(int number) {
    Random random = new Random(number);
    double angle = random.nextDouble() * 6;
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int grey = (int) (120 + 90 * Math.sin(x * Math.cos(angle) / 40 + y * Math.sin(angle) / 40));
        int noise = random.nextInt(16);
        image.setRGB(x, y, (grey + noise) << 16 | (grey / 2 + noise) << 8 | (200 - grey / 2));
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
