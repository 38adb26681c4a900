package dev.lorafoundry.messaging.codec;

import dev.lorafoundry.contracts.LoraTaskEvent;
import dev.lorafoundry.contracts.PreparationEvent;
import dev.lorafoundry.contracts.PreviewEvent;
import dev.lorafoundry.contracts.TrainingEvent;
import dev.lorafoundry.contracts.WorkEvent;
import dev.lorafoundry.contracts.WorkKind;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes and reads messages as JSON. Fields that a reader does not know are passed by, so that
 * newer senders may say more. Safe for use by several threads.
 */
public final class MessageCodec {
  private final JsonMapper json =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  public byte[] write(Object message) {
    return json.writeValueAsBytes(message);
  }

  /**
   * Reads a message.
   *
   * @param bytes null where a record has no value
   * @throws UnreadableMessage if the bytes are no message of that type
   */
  public <T> T read(byte @Nullable [] bytes, Class<T> type) {
    if (bytes == null || bytes.length == 0) {
      throw new UnreadableMessage("an empty record is no " + type.getSimpleName());
    }
    try {
      T message = json.readValue(bytes, type);
      if (message == null) {
        throw new UnreadableMessage("'null' is no " + type.getSimpleName());
      }
      return message;
    } catch (JacksonException e) {
      throw new UnreadableMessage(
          "can't be read as " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
    }
  }

  /**
   * Reads an event from the events topic of a kind of work.
   *
   * @throws UnreadableMessage if the bytes are no event of that kind
   */
  public WorkEvent readEvent(byte @Nullable [] bytes, WorkKind kind) {
    return switch (kind) {
      case TRAINING -> read(bytes, TrainingEvent.class);
      case PREVIEW -> read(bytes, PreviewEvent.class);
      case PREPARATION -> read(bytes, PreparationEvent.class);
      case LORA_TASK -> read(bytes, LoraTaskEvent.class);
    };
  }
}
