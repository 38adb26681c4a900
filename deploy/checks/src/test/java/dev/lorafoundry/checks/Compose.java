package dev.lorafoundry.checks;

import java.util.List;
import java.util.Map;

/** A compose file of this repository. */
record Compose(Node file) {
  static Compose base() {
    return read("compose.yaml");
  }

  /** What is laid over the base on a host with GPUs. */
  static Compose forGpus() {
    return read("compose.gpu.yaml");
  }

  List<String> services() {
    return file.at("services").keys();
  }

  Node service(String name) {
    return file.at("services", name);
  }

  Map<String, String> environment(String service) {
    return service(service).at("environment").texts();
  }

  private static Compose read(String name) {
    return new Compose(Node.document(name, Repository.text("deploy/compose/" + name)));
  }
}
