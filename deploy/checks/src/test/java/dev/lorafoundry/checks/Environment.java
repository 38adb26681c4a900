package dev.lorafoundry.checks;

import java.util.LinkedHashMap;
import java.util.Map;

/** Environment variables as Kubernetes and Compose write them. */
final class Environment {
  private Environment() {}

  /** From a list of {@code name} and {@code value}; a value from elsewhere is empty. */
  static Map<String, String> of(Node variables) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (Node variable : variables.each()) {
      environment.put(
          variable.at("name").text(), variable.find("value").map(Node::text).orElse(""));
    }
    return environment;
  }
}
