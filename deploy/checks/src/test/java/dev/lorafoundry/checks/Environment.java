package dev.lorafoundry.checks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Environment variables as Kubernetes and Compose write them. */
final class Environment {
  private static final Pattern ASSIGNED = Pattern.compile("\\b(LORA[A-Z_]+)=(\\S+)");

  private Environment() {}

  /** Our own variables that a text such as a Dockerfile assigns. */
  static Map<String, String> inText(String text) {
    Map<String, String> environment = new LinkedHashMap<>();
    ASSIGNED.matcher(text).results().forEach(each -> environment.put(each.group(1), each.group(2)));
    return environment;
  }

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
