package dev.lorafoundry.api.dataset.web;

import dev.lorafoundry.api.dataset.PictureForm;
import dev.lorafoundry.api.dataset.UploadReport;
import dev.lorafoundry.api.dataset.UploadReport.RefusedFile;
import dev.lorafoundry.api.rest.Worded;
import java.util.List;
import java.util.function.UnaryOperator;

/** What came of an upload, file by file. */
record UploadAnswer(List<PictureAnswer> accepted, List<RefusedFile> refused) implements Worded {
  static UploadAnswer of(UploadReport report, PictureForm wanted) {
    return new UploadAnswer(
        report.accepted().stream().map(each -> PictureAnswer.of(each, wanted)).toList(),
        report.refused());
  }

  @Override
  public UploadAnswer said(UnaryOperator<String> sentences) {
    return new UploadAnswer(accepted, refused.stream().map(file -> file.said(sentences)).toList());
  }
}
