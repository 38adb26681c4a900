package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.dataset.UploadReport.RefusedFile;
import java.util.List;

/** What came of an upload. */
record UploadReportView(int accepted, List<RefusedFile> refused) {
  UploadReportView {
    refused = List.copyOf(refused);
  }

  public String acceptedText() {
    return Words.count(accepted, "picture") + " added.";
  }

  public String refusedText() {
    return Words.count(refused.size(), "file") + " can't be used";
  }
}
