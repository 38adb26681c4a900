package dev.lorafoundry.api.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobExample;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.live.LiveEvents;
import dev.lorafoundry.api.live.LiveTopic;
import dev.lorafoundry.api.run.Run;
import dev.lorafoundry.api.run.RunExample;
import dev.lorafoundry.api.run.Runs;
import dev.lorafoundry.contracts.VersionId;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Measures 200 open live pages on loopback; see docs/benchmarks.md. */
final class MeasureLivePages {
  private static final int PAGES = 200;
  private static final int ROUNDS = 40;
  private static final long APART_MILLIS = 500;

  @RegisterExtension
  private static final Installation API =
      new Installation().with("lora-foundry.live.max-connections", PAGES);

  private Job job;

  @Test
  void tellsTwoHundredPages() throws Exception {
    job = storedJob();
    long threadsBefore = ManagementFactory.getThreadMXBean().getThreadCount();
    double memoryBefore = usedMegabytes();
    try (ManyPages pages = ManyPages.open(API.url(), PAGES)) {
      pages.awaitOpen();
      say("pages", String.valueOf(PAGES));
      say("memory that they take", "%.1f MB".formatted(usedMegabytes() - memoryBefore));
      say("threads while nothing happens", threads(threadsBefore));
      cpu("processor while nothing happens", () -> Thread.sleep(10_000));
      List<double[]> latencies = new ArrayList<>();
      cpu("processor with two events a second to all", () -> round(pages, latencies));
      double[] all = latencies.stream().flatMapToDouble(DoubleStream::of).sorted().toArray();
      assertThat(all).hasSize(PAGES * ROUNDS);
      say(
          "event to page (median, 95 %, longest)",
          "%.0f, %.0f, %.0f ms"
              .formatted(all[all.length / 2], all[(int) (all.length * 0.95)], all[all.length - 1]));
      say("threads then", threads(threadsBefore));
      say("memory then", "%.1f MB more".formatted(usedMegabytes() - memoryBefore));
    }
  }

  private void round(ManyPages pages, List<double[]> latencies) throws InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      long begin = System.nanoTime();
      API.bean(LiveEvents.class)
          .changed(LiveTopic.JOB, job.id().value(), job.ticket().version(), job.ticket().run());
      latencies.add(pages.awaitNext(begin));
      long rest = APART_MILLIS - (System.nanoTime() - begin) / 1_000_000;
      // why: the rhythm is what is measured
      Thread.sleep(Math.max(1, rest));
    }
  }

  private static Job storedJob() {
    VersionId version = VersionId.random();
    Run run = RunExample.run(version);
    API.bean(Runs.class).add(run);
    Job job = JobExample.job(run.id(), version, "live");
    API.bean(Jobs.class).add(job);
    return job;
  }

  /** Something that may be interrupted. */
  private interface Action {
    void run() throws InterruptedException;
  }

  private static void cpu(String what, Action action) throws InterruptedException {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long begin = System.nanoTime();
    long before = system.getProcessCpuTime();
    action.run();
    double share = (double) (system.getProcessCpuTime() - before) / (System.nanoTime() - begin);
    say(what, "%.1f %% of a core, the reading of the pages included".formatted(share * 100));
  }

  /** All that there are more, and how many of them serve pages. */
  private static String threads(long before) {
    long now = ManagementFactory.getThreadMXBean().getThreadCount();
    String names =
        Thread.getAllStackTraces().keySet().stream()
            .map(thread -> thread.getName().replaceAll("[-\\d]+$", ""))
            .filter(name -> name.equals("live") || name.startsWith("http-nio"))
            .collect(Collectors.groupingBy(name -> name, Collectors.counting()))
            .toString();
    return "%d more, of which the service's: %s".formatted(now - before, names);
  }

  private static double usedMegabytes() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
  }

  private static void say(String what, String figure) {
    System.out.println("live pages: " + what + ": " + figure);
  }
}
