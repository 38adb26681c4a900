package dev.lorafoundry.standalone.client;

import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.PreparationId;
import dev.lorafoundry.contracts.PreviewId;
import dev.lorafoundry.contracts.ProjectId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Talks to the public REST API.
 *
 * <p>All methods throw {@link ApiRefused} if the API refuses, and {@link
 * java.io.UncheckedIOException} if it gives no answer.
 */
public final class FoundryClient {
  private static final String API = "/api/v1";
  private static final int LARGEST_PAGE = 100;

  private final HttpCalls http;

  /**
   * @param address such as {@code http://127.0.0.1:8080}
   * @param token the API token
   */
  public FoundryClient(URI address, String token) {
    this.http = new HttpCalls(address, token);
  }

  /** A link that signs one person in, once. */
  public String signInLink() {
    record Link(String url) {}
    return http.post(API + "/sign-in-links", Map.of(), Link.class).url();
  }

  /** The workers that were seen lately. */
  public List<Worker> workers() {
    record Workers(List<Worker> items) {}
    return http.get(API + "/workers", Workers.class).items();
  }

  public Optional<Project> project(String name) {
    record Projects(List<Project> items) {}
    return first(
            page -> http.get(API + "/projects?" + page, Projects.class).items(),
            project -> project.name().equals(name))
        .map(found -> http.get(API + "/projects/" + found.id(), Project.class));
  }

  public Project createProject(String name) {
    return http.post(API + "/projects", Map.of("name", name), Project.class);
  }

  public Version createVersion(ProjectId project, String name) {
    return http.post(
        API + "/projects/" + project + "/versions", Map.of("name", name), Version.class);
  }

  public Optional<BaseModel> baseModel(String name) {
    return baseModel(model -> model.name().equals(name));
  }

  public Optional<BaseModel> baseModel(Predicate<BaseModel> wanted) {
    record BaseModels(List<BaseModel> items) {}
    return first(page -> http.get(API + "/base-models?" + page, BaseModels.class).items(), wanted);
  }

  /** Registers a base model that lies in the models folder, with its own tokeniser beside it. */
  public BaseModel importBaseModel(String file, String tokenizer, String name) {
    Map<String, String> order = Map.of("file", file, "tokenizer", tokenizer, "name", name);
    return http.post(API + "/base-models/import", order, BaseModel.class);
  }

  /** Uploads pictures and captions. */
  public UploadReport upload(VersionId version, List<Path> files) {
    Multipart form = Multipart.of("files", files);
    return http.post(
        API + "/versions/" + version + "/pictures",
        form.contentType(),
        form.body(),
        UploadReport.class);
  }

  public Preparation prepare(VersionId version, Map<String, Object> settings) {
    return http.post(
        API + "/versions/" + version + "/preparations",
        Map.of("settings", settings),
        Preparation.class);
  }

  public Preparation preparation(PreparationId id) {
    return http.get(API + "/preparations/" + id, Preparation.class);
  }

  public Run submit(VersionId version, RunOrder order) {
    return http.post(API + "/versions/" + version + "/runs", order, Run.class);
  }

  public Run run(RunId id) {
    return http.get(API + "/runs/" + id, Run.class);
  }

  public List<Checkpoint> checkpoints(JobId job) {
    record Checkpoints(List<Checkpoint> items) {}
    return http.get(API + "/jobs/" + job + "/checkpoints", Checkpoints.class).items();
  }

  public List<Preview> previews(CheckpointId checkpoint) {
    record Previews(List<Preview> items) {}
    return http.get(API + "/checkpoints/" + checkpoint + "/previews", Previews.class).items();
  }

  public Preview preview(PreviewId id) {
    return http.get(API + "/previews/" + id, Preview.class);
  }

  public void downloadCheckpoint(CheckpointId id, Path target) {
    http.download(API + "/checkpoints/" + id + "/file", target);
  }

  public void downloadGrid(PreviewId id, Path target) {
    http.download(API + "/previews/" + id + "/grid", target);
  }

  /** Fetches what a url of an answer points to. */
  public void download(String url, Path target) {
    http.download(url, target);
  }

  /** Looks through page after page of a list. */
  private static <T> Optional<T> first(Function<String, List<T>> pages, Predicate<T> wanted) {
    for (int number = 0; ; number++) {
      List<T> items = pages.apply("page=" + number + "&size=" + LARGEST_PAGE);
      Optional<T> found = items.stream().filter(wanted).findFirst();
      if (found.isPresent() || items.size() < LARGEST_PAGE) {
        return found;
      }
    }
  }
}
