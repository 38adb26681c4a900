package dev.lorafoundry.standalone;

import dev.lorafoundry.standalone.demo.Demo;
import dev.lorafoundry.startermodel.SampleDataset;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The demo on the shipped sample pictures. */
final class SampleDemo {
  private final Foundry foundry;
  private final PrintStream out;

  SampleDemo(Foundry foundry, PrintStream out) {
    this.foundry = foundry;
    this.out = out;
  }

  boolean play() throws InterruptedException {
    Path root = foundry.state().root();
    Demo.Sample sample =
        new Demo.Sample(files(root), SampleDataset.PROMPT, SampleDataset.NEGATIVE_PROMPT);
    return Demo.on(foundry.client(), foundry.baseModel(), out, foundry::hopelessWorker)
        .play(sample, root, foundry.address().toString());
  }

  private static List<Path> files(Path root) {
    Path folder = root.resolve("demo").resolve("sample");
    try {
      Files.createDirectories(folder);
      return SampleDataset.writeTo(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the sample pictures can't be written to " + folder, e);
    }
  }
}
