package dev.lorafoundry.worker;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts a training worker. */
@SpringBootApplication(proxyBeanMethods = false)
public class WorkerGpu {

  public static void main(String[] args) {
    SpringApplication.run(WorkerGpu.class, args);
  }
}
