package dev.lorafoundry.messaging;

import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** Kafka did not confirm a message: it may or may not be there. */
public final class SendFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SendFailed(String message, Throwable cause) {
    super(message, cause);
  }

  /** Whether Kafka will never take it, however often it is sent. */
  public boolean isFinal() {
    return getCause() instanceof RecordTooLargeException
        || getCause() instanceof RecordBatchTooLargeException;
  }
}
