package dev.lorafoundry.worker.training;

import dev.lorafoundry.objectstore.ObjectStore;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * What trainings are done with.
 *
 * @param models kept warm between jobs
 * @param scratch folder for files on their way to and from the object store
 * @param pictureShare bytes of that folder that pictures of one attempt may take
 */
record Means(
    ObjectStore store,
    WarmBaseModel models,
    Path scratch,
    InstantSource clock,
    TrainingMeters meters,
    long pictureShare) {}
