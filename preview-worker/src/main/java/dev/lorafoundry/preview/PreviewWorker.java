package dev.lorafoundry.preview;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts a preview worker. */
@SpringBootApplication(proxyBeanMethods = false)
public class PreviewWorker {

  public static void main(String[] args) {
    SpringApplication.run(PreviewWorker.class, args);
  }
}
