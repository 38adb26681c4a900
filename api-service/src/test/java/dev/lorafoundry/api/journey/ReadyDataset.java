package dev.lorafoundry.api.journey;

import dev.lorafoundry.api.dataset.DatasetExample;
import dev.lorafoundry.api.dataset.DatasetSummary;
import dev.lorafoundry.api.dataset.Snapshot;
import dev.lorafoundry.api.dataset.Snapshots;
import dev.lorafoundry.api.job.JobExample;
import dev.lorafoundry.api.model.BaseModel;
import dev.lorafoundry.api.model.BaseModels;
import dev.lorafoundry.api.project.EveryVersionOpen;
import dev.lorafoundry.api.project.OpenVersions;
import dev.lorafoundry.api.project.Version;
import dev.lorafoundry.api.project.Versions;
import dev.lorafoundry.contracts.ProjectId;
import dev.lorafoundry.contracts.SnapshotReference;
import dev.lorafoundry.contracts.VersionId;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** A version with a prepared dataset, and a base model: what a run needs from other features. */
final class ReadyDataset {
  static final Version VERSION = new Version(VersionId.random(), "v5", ProjectId.random(), "starz");
  static final Version EMPTY = new Version(VersionId.random(), "v6", ProjectId.random(), "starz");
  static final Version UNPREPARED =
      new Version(VersionId.random(), "v7", ProjectId.random(), "starz");

  private static final SnapshotReference SNAPSHOT =
      new SnapshotReference("00ff", "snapshots/00ff.json");

  @Bean
  @Primary
  Versions readyVersions() {
    return id ->
        List.of(VERSION, EMPTY, UNPREPARED).stream()
            .filter(each -> each.id().equals(id))
            .findFirst();
  }

  @Bean
  @Primary
  OpenVersions openVersions() {
    return new EveryVersionOpen();
  }

  @Bean
  @Primary
  BaseModels readyModels() {
    return id ->
        Optional.of(new BaseModel(JobExample.MODEL, 64, 12))
            .filter(model -> model.reference().id().equals(id));
  }

  @Bean
  @Primary
  Snapshots readyDatasets() {
    return new Snapshots() {
      @Override
      public DatasetSummary summary(VersionId version) {
        if (version.equals(EMPTY.id())) {
          return DatasetExample.unready(0, "The dataset is empty: upload pictures.");
        }
        return version.equals(UNPREPARED.id())
            ? DatasetExample.unready(12, "The dataset is not prepared: its 12 pictures are not.")
            : DatasetExample.ready(10);
      }

      @Override
      public Optional<String> key(VersionId version) {
        return Optional.of(SNAPSHOT.key());
      }

      @Override
      public Snapshot take(VersionId version) {
        return new Snapshot(SNAPSHOT, summary(version));
      }
    };
  }
}
