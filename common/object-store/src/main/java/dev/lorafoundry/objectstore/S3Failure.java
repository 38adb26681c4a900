package dev.lorafoundry.objectstore;

import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import java.io.IOException;
import java.util.Set;

/** Reads what an S3 server complains of. */
final class S3Failure {
  static final Set<String> MISSING = Set.of("NoSuchKey", "NoSuchObject", "NotFound");
  private static final Set<String> THERE_ALREADY =
      Set.of("PreconditionFailed", "ConditionalRequestConflict");

  private S3Failure() {}

  /** A request to the server. */
  @FunctionalInterface
  interface Request<T> {
    T send() throws MinioException;
  }

  /**
   * Sends a request; where the SDK wraps a broken connection twice, the inner failure comes out.
   */
  static <T> T plain(Request<T> request) throws MinioException {
    try {
      return request.send();
    } catch (IllegalStateException e) {
      if (e.getCause() instanceof IOException broken) {
        throw new MinioException(broken);
      }
      throw e;
    }
  }

  static RuntimeException of(String doing, ObjectKey key, MinioException e) {
    return isMissing(e)
        ? new NoSuchObject(key)
        : new ObjectStoreUnavailable(doing + " object '" + key + "' failed: " + e, e);
  }

  static boolean isMissing(MinioException e) {
    return MISSING.contains(codeOf(e));
  }

  static boolean isThereAlready(MinioException e) {
    return THERE_ALREADY.contains(codeOf(e));
  }

  /** The server's code; empty if there was no answer. */
  static String codeOf(MinioException e) {
    return e instanceof ErrorResponseException answer ? answer.errorResponse().code() : "";
  }
}
