package dev.lorafoundry.checks;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.util.List;

/** The Helm chart, rendered as {@code helm template} would. */
final class Chart {
  private final TemplateCommand template =
      helm().template().withName("team").withKubeVersion("1.31.0");

  private Chart() {}

  /** The chart with the values that every installation must give. */
  static Chart installed() {
    return new Chart()
        .with("database.url", "jdbc:postgresql://db:5432/foundry")
        .with("database.secret.name", "foundry-database")
        .with("kafka.bootstrapServers", "kafka:9092")
        .with("s3.endpoint", "http://s3:9000")
        .with("s3.secret.name", "foundry-s3")
        .with("tokens.secret.name", "foundry-tokens");
  }

  static LintResult lint() {
    return helm().lint().strict().call();
  }

  Chart with(String value, Object given) {
    template.set(value, given);
    return this;
  }

  List<Node> documents() {
    return Node.documents("chart", template.call());
  }

  List<Node> ofKind(String kind) {
    return documents().stream().filter(each -> each.at("kind").text().equals(kind)).toList();
  }

  Node only(String kind, String nameEndsWith) {
    List<Node> found =
        ofKind(kind).stream()
            .filter(each -> each.at("metadata", "name").text().endsWith(nameEndsWith))
            .toList();
    if (found.size() != 1) {
      throw new IllegalStateException(
          found.size() + " documents of kind " + kind + " end in " + nameEndsWith);
    }
    return found.get(0);
  }

  private static Helm helm() {
    return new Helm(Repository.path("helm/lora-foundry"));
  }
}
