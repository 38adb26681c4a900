package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.dataset.UploadReport.RefusedFile;
import java.util.List;

/** What came of an upload. */
record UploadReportView(int accepted, List<RefusedFile> refused) {
  UploadReportView {
    refused = List.copyOf(refused);
  }

  public Phrase acceptedText() {
    return Phrase.of("pictures.added", accepted);
  }

  public Phrase refusedText() {
    return Phrase.of("pictures.refused", refused.size());
  }
}
