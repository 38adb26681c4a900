package dev.lorafoundry.preview;

import dev.lorafoundry.messaging.work.ParentProcess;
import java.util.Locale;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts a preview worker. */
@SpringBootApplication(proxyBeanMethods = false)
public final class PreviewWorker {

  public static void main(String[] args) {
    Locale.setDefault(Locale.ENGLISH);
    ParentProcess.dieWith(System.getenv());
    // why: grids are drawn without a screen
    System.setProperty("java.awt.headless", "true");
    SpringApplication.run(PreviewWorker.class, args);
  }
}
