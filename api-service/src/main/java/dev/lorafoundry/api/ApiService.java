package dev.lorafoundry.api;

import java.util.Locale;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the API service. */
@SpringBootApplication(proxyBeanMethods = false)
public final class ApiService {

  private ApiService() {}

  public static void main(String[] args) {
    Locale.setDefault(Locale.ENGLISH);
    SpringApplication.run(ApiService.class, args);
  }
}
