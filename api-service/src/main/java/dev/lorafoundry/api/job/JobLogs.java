package dev.lorafoundry.api.job;

import dev.lorafoundry.contracts.EventHeader;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.LogLevel;
import java.time.Instant;
import java.util.List;

/** What attempts logged: the newest lines of each job, older ones are dropped. */
public interface JobLogs {
  /** Lines kept of one job. */
  int KEPT = 2000;

  /** Longest line; what is beyond is cut off. */
  int LONGEST = 2000;

  void append(JobId job, LeaseEpoch attempt, Instant at, LogLevel level, List<String> lines);

  /** Adds what an attempt itself says. */
  default void append(JobId job, EventHeader from, LogLevel level, List<String> lines) {
    append(job, from.epoch(), from.at(), level, lines);
  }

  /** The kept lines of a job behind one of them, oldest first. */
  List<Line> after(JobId job, long number);

  /** All kept lines of a job, oldest first. */
  default List<Line> of(JobId job) {
    return after(job, 0);
  }

  /**
   * Lines of an attempt that warn or tell of a failure, with what it said before each, oldest
   * first.
   *
   * @param before how many lines of that
   * @param most of all these the newest
   */
  List<Line> troubles(JobId job, LeaseEpoch attempt, int before, int most);

  /** A line without what is beyond the longest. */
  static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }

  /**
   * One line of an attempt.
   *
   * @param number later lines have larger ones
   */
  record Line(long number, LeaseEpoch attempt, Instant at, LogLevel level, String text) {}
}
