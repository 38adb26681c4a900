package dev.lorafoundry.api.live;

import java.util.UUID;

/**
 * Something changed.
 *
 * @param position later events have larger ones
 * @param subject id of what changed
 */
public record LiveEvent(long position, LiveTopic topic, UUID subject) {}
