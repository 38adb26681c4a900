package dev.lorafoundry.worker;

import dev.lorafoundry.messaging.work.ParentProcess;
import java.util.Locale;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts a training worker. */
@SpringBootApplication(proxyBeanMethods = false)
public final class WorkerGpu {

  public static void main(String[] args) {
    Locale.setDefault(Locale.ENGLISH);
    ParentProcess.dieWith(System.getenv());
    SpringApplication.run(WorkerGpu.class, args);
  }
}
