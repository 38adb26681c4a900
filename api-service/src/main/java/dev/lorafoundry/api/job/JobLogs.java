package dev.lorafoundry.api.job;

import dev.lorafoundry.contracts.EventHeader;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.LeaseEpoch;
import java.time.Instant;
import java.util.List;

/** What attempts logged: the newest lines of each job, older ones are dropped. */
public interface JobLogs {
  /** Lines kept of one job. */
  int KEPT = 2000;

  /** Longest line; what is beyond is cut off. */
  int LONGEST = 2000;

  void append(JobId job, EventHeader from, List<String> lines);

  /** All kept lines of a job, oldest first. */
  List<Line> of(JobId job);

  /** One line of an attempt. */
  record Line(LeaseEpoch attempt, Instant at, String text) {
    public Line {
      text = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
  }
}
