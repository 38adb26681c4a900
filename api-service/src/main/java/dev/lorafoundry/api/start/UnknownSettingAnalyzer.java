package dev.lorafoundry.api.start;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what is wrong with the settings without a stack trace. */
final class UnknownSettingAnalyzer extends AbstractFailureAnalyzer<UnknownSetting> {
  UnknownSettingAnalyzer() {}

  @Override
  protected FailureAnalysis analyze(Throwable failure, UnknownSetting cause) {
    return new FailureAnalysis(
        cause.getMessage(),
        "Correct or remove it. application.yml of api-service lists every setting.",
        cause);
  }
}
