package dev.lorafoundry.api.dataset.web;

import dev.lorafoundry.api.dataset.PictureForm;
import dev.lorafoundry.api.dataset.UploadReport;
import dev.lorafoundry.api.dataset.UploadReport.RefusedFile;
import java.util.List;

/** What came of an upload, file by file. */
record UploadAnswer(List<PictureAnswer> accepted, List<RefusedFile> refused) {
  static UploadAnswer of(UploadReport report, PictureForm wanted) {
    return new UploadAnswer(
        report.accepted().stream().map(each -> PictureAnswer.of(each, wanted)).toList(),
        report.refused());
  }
}
