package dev.lorafoundry.api.page.web;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** What measurements of pages have in common. */
final class PageFigures {
  private PageFigures() {}

  /**
   * Of times between frames in ms, in their order of length: median, 95 % and the longest.
   *
   * @param times a list of numbers, as the browser answers it
   */
  static String frames(Object times) {
    double[] sorted =
        ((List<?>) times).stream().mapToDouble(each -> ((Number) each).doubleValue()).toArray();
    return DoubleStream.of(0.5, 0.95, 1)
        .mapToObj(part -> "%.1f".formatted(sorted[(int) ((sorted.length - 1) * part)]))
        .toList()
        .toString();
  }

  /** Lets go of what the page does not need any more, as browsers do when memory gets scarce. */
  static void collectGarbage(Page page) {
    CDPSession session = page.context().newCDPSession(page);
    session.send("HeapProfiler.collectGarbage");
    session.detach();
  }

  /** What the page itself holds, without what the browser keeps of pictures. */
  static String held(Page page) {
    CDPSession session = page.context().newCDPSession(page);
    session.send("Performance.enable");
    Map<String, Double> figures = new HashMap<>();
    for (JsonElement each : session.send("Performance.getMetrics").getAsJsonArray("metrics")) {
      JsonObject figure = each.getAsJsonObject();
      figures.put(figure.get("name").getAsString(), figure.get("value").getAsDouble());
    }
    session.detach();
    return "%.1f MB of JavaScript's heap, %.0f nodes"
        .formatted(figures.get("JSHeapUsedSize") / 1e6, figures.get("Nodes"));
  }

  /** Resident memory of the browser's processes that show pages, in MB. */
  static double memory(Page page) {
    CDPSession session = page.context().browser().newBrowserCDPSession();
    JsonObject answer = session.send("SystemInfo.getProcessInfo");
    session.detach();
    double sum = 0;
    for (JsonElement process : answer.getAsJsonArray("processInfo")) {
      if (process.getAsJsonObject().get("type").getAsString().equals("renderer")) {
        sum += resident(process.getAsJsonObject().get("id").getAsLong());
      }
    }
    return Math.round(sum);
  }

  private static double resident(long process) {
    try {
      return Files.readAllLines(Path.of("/proc/" + process + "/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1000)
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Milliseconds since a moment of the clock in nanoseconds. */
  static long since(long begin) {
    return (System.nanoTime() - begin) / 1_000_000;
  }
}
