package dev.lorafoundry.objectstore;

import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectsArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.DeleteRequest;
import io.minio.messages.DeleteResult;
import io.minio.messages.Item;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.OkHttpClient;

/** An object store in one bucket of an S3 server. */
public final class MinioObjectStore implements ObjectStore, AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final long AUTOMATIC_PART_SIZE = -1;
  private static final Map<String, String> UNLESS_THERE = Map.of("If-None-Match", "*");

  private final OkHttpClient http;
  private final MinioClient server;
  private final String bucket;

  /** Does not yet speak to the server. */
  public MinioObjectStore(ObjectStoreSettings settings) {
    this.http =
        new OkHttpClient.Builder()
            .connectTimeout(CONNECT_TIMEOUT)
            .readTimeout(settings.timeout())
            .writeTimeout(settings.timeout())
            .build();
    this.server = client(settings);
    this.bucket = settings.bucket();
  }

  private MinioClient client(ObjectStoreSettings settings) {
    return MinioClient.builder()
        .endpoint(settings.endpoint().toString())
        .credentials(settings.accessKey(), settings.secretKey())
        .region(settings.region())
        .httpClient(http)
        .build();
  }

  /** Makes the bucket if it is missing. */
  public void createBucketIfMissing() {
    try {
      S3Failure.plain(this::makeBucket);
    } catch (MinioException e) {
      // why: another process may have made it in between
      if (!S3Failure.codeOf(e).startsWith("BucketAlready")) {
        throw new ObjectStoreUnavailable("bucket '" + bucket + "' can't be made: " + e, e);
      }
    }
  }

  private Boolean makeBucket() throws MinioException {
    boolean missing = !server.bucketExists(BucketExistsArgs.builder().bucket(bucket).build());
    if (missing) {
      server.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
    }
    return missing;
  }

  @Override
  public void put(ObjectKey key, Content content) {
    try {
      store(key, content, Map.of());
    } catch (MinioException e) {
      throw S3Failure.of("storing", key, e);
    }
  }

  @Override
  public boolean putIfAbsent(ObjectKey key, Content content) {
    if (exists(key)) {
      return false;
    }
    try {
      store(key, content, UNLESS_THERE);
      return true;
    } catch (ErrorResponseException e) {
      if (S3Failure.isThereAlready(e)) {
        return false;
      }
      throw S3Failure.of("storing", key, e);
    } catch (MinioException e) {
      throw S3Failure.of("storing", key, e);
    }
  }

  private void store(ObjectKey key, Content content, Map<String, String> headers)
      throws MinioException {
    try (InputStream in = content.source().open()) {
      PutObjectArgs request =
          PutObjectArgs.builder()
              .bucket(bucket)
              .object(key.value())
              .headers(headers)
              .contentType(content.type())
              .stream(in, content.length(), AUTOMATIC_PART_SIZE)
              .build();
      S3Failure.plain(() -> server.putObject(request));
    } catch (IOException e) {
      throw new UncheckedIOException("the content for object '" + key + "' can't be read", e);
    }
  }

  @Override
  public InputStream open(ObjectKey key) {
    try {
      GetObjectArgs request = GetObjectArgs.builder().bucket(bucket).object(key.value()).build();
      return S3Failure.plain(() -> server.getObject(request));
    } catch (MinioException e) {
      throw S3Failure.of("reading", key, e);
    }
  }

  @Override
  public void download(ObjectKey key, Path file, Runnable between) {
    try (InputStream in = open(key)) {
      WholeFile.write(in, file, between);
    } catch (IOException e) {
      throw new ObjectStoreUnavailable(
          "object '" + key + "' could not be written to " + file + ": " + e, e);
    }
  }

  @Override
  public Optional<StoredObject> find(ObjectKey key) {
    try {
      StatObjectArgs request = StatObjectArgs.builder().bucket(bucket).object(key.value()).build();
      return Optional.of(describe(key, S3Failure.plain(() -> server.statObject(request))));
    } catch (MinioException e) {
      if (S3Failure.isMissing(e)) {
        return Optional.empty();
      }
      throw S3Failure.of("looking for", key, e);
    }
  }

  private static StoredObject describe(ObjectKey key, StatObjectResponse answer) {
    return new StoredObject(
        key, answer.size(), answer.contentType(), answer.etag(), answer.lastModified().toInstant());
  }

  @Override
  public List<ListedObject> list(String prefix) {
    try {
      return S3Failure.plain(() -> listAll(prefix));
    } catch (MinioException e) {
      throw new ObjectStoreUnavailable("objects under '" + prefix + "' can't be listed: " + e, e);
    }
  }

  private List<ListedObject> listAll(String prefix) throws MinioException {
    List<ListedObject> found = new ArrayList<>();
    for (Result<Item> result : server.listObjects(everythingUnder(prefix))) {
      Item item = result.get();
      found.add(
          new ListedObject(
              ObjectKey.of(item.objectName()), item.size(), item.lastModified().toInstant()));
    }
    return List.copyOf(found);
  }

  private ListObjectsArgs everythingUnder(String prefix) {
    return ListObjectsArgs.builder().bucket(bucket).prefix(prefix).recursive(true).build();
  }

  @Override
  public void delete(Collection<ObjectKey> keys) {
    List<DeleteRequest.Object> objects =
        keys.stream().map(key -> new DeleteRequest.Object(key.value())).toList();
    RemoveObjectsArgs request = RemoveObjectsArgs.builder().bucket(bucket).objects(objects).build();
    try {
      S3Failure.plain(() -> removeAll(request));
    } catch (MinioException e) {
      throw new ObjectStoreUnavailable(keys.size() + " objects can't be deleted: " + e, e);
    }
  }

  private int removeAll(RemoveObjectsArgs request) throws MinioException {
    int passedBy = 0;
    for (Result<DeleteResult.Error> failure : server.removeObjects(request)) {
      requireGone(failure.get());
      passedBy++;
    }
    return passedBy;
  }

  private static void requireGone(DeleteResult.Error error) throws MinioException {
    if (!S3Failure.MISSING.contains(error.code())) {
      throw new MinioException(error.code() + " for '" + error.objectName() + "'");
    }
  }

  /** Gives back connections and threads. */
  @Override
  public void close() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
