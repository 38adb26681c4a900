package dev.lorafoundry.api.live;

final class InMemoryLiveLogTest extends LiveLogContract {
  private final LiveLog log = new InMemoryLiveLog(clock());

  @Override
  protected LiveLog log() {
    return log;
  }
}
