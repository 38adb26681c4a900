package dev.lorafoundry.standalone;

import dev.lorafoundry.standalone.client.ApiRefused;
import dev.lorafoundry.standalone.demo.DemoFailed;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/** Starts the whole system on one machine, and plays the demo if asked to. */
public final class Standalone {
  private static final int OK = 0;
  private static final int FAILED = 1;
  private static final int REFUSED = 2;

  private Standalone() {}

  public static void main(String[] args) {
    Locale.setDefault(Locale.ENGLISH);
    System.exit(run(args, System.out, System.err));
  }

  private static int run(String[] args, PrintStream out, PrintStream err) {
    try {
      Options options = Options.of(args, System.getenv());
      if (options.action() == Options.Action.HELP) {
        out.print(Options.HELP);
        return OK;
      }
      // why: the first line that is logged makes folders, and would make them for everybody
      StateFolder.prepare(options.state());
      Logs.writeTo(StateFolder.logs(options.state()));
      try (Ending ending = Ending.alsoOnSignal()) {
        return serve(options, out, err, ending);
      }
    } catch (StartRefused e) {
      err.println("lora-foundry: " + e.getMessage());
      return REFUSED;
    }
  }

  private static int serve(Options options, PrintStream out, PrintStream err, Ending ending) {
    try {
      return serve(options, out, ending);
    } catch (ApiRefused | DemoFailed e) {
      err.println("lora-foundry: " + e.getMessage());
      return FAILED;
    } catch (StartRefused e) {
      throw e;
    } catch (Exception e) {
      // why: whoever ends the system in the middle of something knows why that broke off
      if (!ending.isUnderWay()) {
        err.println("lora-foundry did not go on:");
        e.printStackTrace(err);
      }
      return FAILED;
    }
  }

  private static int serve(Options options, PrintStream out, Ending ending)
      throws InterruptedException {
    Foundry foundry = Foundry.start(options, ending, out);
    if (options.action() == Options.Action.DEMO) {
      boolean well = new SampleDemo(foundry, out).play();
      if (options.exit()) {
        return well ? OK : FAILED;
      }
    }
    foundry.sayWhere(out);
    out.println("It runs until Ctrl-C.");
    new CountDownLatch(1).await();
    return OK;
  }
}
