package dev.lorafoundry.standalone.client;

import java.util.List;

/** What became of uploaded pictures. */
public record UploadReport(List<Accepted> accepted, List<Refused> refused) {
  public UploadReport {
    accepted = List.copyOf(accepted);
    refused = List.copyOf(refused);
  }

  public record Accepted(String name) {}

  public record Refused(String name, String reason) {}
}
