package dev.lorafoundry.messaging.outbox;

/**
 * One message that waits to be sent.
 *
 * @param id place in the outbox
 * @param key messages of one key keep their order
 */
@SuppressWarnings("ArrayRecordComponent") // why: the bytes are passed on, never compared
public record OutboxMessage(long id, String topic, String key, byte[] value) {}
