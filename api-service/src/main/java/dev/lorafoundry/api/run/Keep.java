package dev.lorafoundry.api.run;

/** Which checkpoints of each of its jobs a run keeps; the last one stays in any case. */
public sealed interface Keep {
  /** How many. */
  int count();

  /** Those with the lowest losses, chosen once the job is done. */
  record Best(int count) implements Keep {
    public Best {
      KeepForm.BEST.require(count);
    }
  }

  /** The newest ones, chosen after each that is saved. */
  record Latest(int count) implements Keep {
    public Latest {
      KeepForm.LATEST.require(count);
    }
  }
}
