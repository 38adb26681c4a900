package dev.lorafoundry.worker;

import dev.lorafoundry.messaging.work.ParentProcess;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts a training worker. */
@SpringBootApplication(proxyBeanMethods = false)
public final class WorkerGpu {

  public static void main(String[] args) {
    ParentProcess.dieWith(System.getenv());
    SpringApplication.run(WorkerGpu.class, args);
  }
}
