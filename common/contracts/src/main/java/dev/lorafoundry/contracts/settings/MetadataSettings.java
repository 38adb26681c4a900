package dev.lorafoundry.contracts.settings;

import org.jspecify.annotations.Nullable;

/**
 * What the saved files say of themselves to people and to other programs: fields of the model
 * specification 1.0.1, and sd-scripts' comment. Nothing of it changes the training.
 */
public record MetadataSettings(
    @Setting(
            help = "Title of the LoRA. Absent: the name of its files.",
            maxLength = 200,
            oneLine = true,
            sdScripts = "metadata_title")
        @Nullable String metadataTitle,
    @Setting(
            help = "Who made the LoRA.",
            maxLength = 200,
            oneLine = true,
            sdScripts = "metadata_author")
        @Nullable String metadataAuthor,
    @Setting(
            help = "What the LoRA is for.",
            maxLength = 2000,
            oneLine = true,
            sdScripts = "metadata_description")
        @Nullable String metadataDescription,
    @Setting(
            help = "Licence under which the LoRA may be used, such as CC BY 4.0.",
            maxLength = 200,
            oneLine = true,
            sdScripts = "metadata_license")
        @Nullable String metadataLicense,
    @Setting(
            help = "Tags by which the LoRA is found, with commas between.",
            maxLength = 500,
            oneLine = true,
            sdScripts = "metadata_tags")
        @Nullable String metadataTags,
    @Setting(
            help = "Words that call what was trained.",
            maxLength = 500,
            oneLine = true,
            sdScripts = "metadata_trigger_phrase")
        @Nullable String metadataTriggerPhrase,
    @Setting(
            help = "How the LoRA is used best, such as a weight of 0.8.",
            maxLength = 500,
            oneLine = true,
            sdScripts = "metadata_usage_hint")
        @Nullable String metadataUsageHint,
    @Setting(
            help = "Comment in the files (ss_training_comment). Absent: the job's name.",
            maxLength = 500,
            oneLine = true,
            sdScripts = "training_comment")
        @Nullable String trainingComment) {
  public static final MetadataSettings DEFAULTS =
      new MetadataSettings(null, null, null, null, null, null, null, null);

  public MetadataSettings {
    metadataTitle = said(metadataTitle);
    metadataAuthor = said(metadataAuthor);
    metadataDescription = said(metadataDescription);
    metadataLicense = said(metadataLicense);
    metadataTags = said(metadataTags);
    metadataTriggerPhrase = said(metadataTriggerPhrase);
    metadataUsageHint = said(metadataUsageHint);
    trainingComment = said(trainingComment);
    SettingsCheck.of(MetadataSettings.class)
        .value("metadataTitle", metadataTitle)
        .value("metadataAuthor", metadataAuthor)
        .value("metadataDescription", metadataDescription)
        .value("metadataLicense", metadataLicense)
        .value("metadataTags", metadataTags)
        .value("metadataTriggerPhrase", metadataTriggerPhrase)
        .value("metadataUsageHint", metadataUsageHint)
        .value("trainingComment", trainingComment)
        .finish();
  }

  private static @Nullable String said(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
