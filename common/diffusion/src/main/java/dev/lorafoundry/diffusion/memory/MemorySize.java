package dev.lorafoundry.diffusion.memory;

import java.util.Locale;

/** How much memory, in words: in MiB and GiB, as GPUs are sold by them. */
public final class MemorySize {
  private static final int KIBI = 1024;

  private MemorySize() {}

  /** Such as {@code 12 MiB} or {@code 23.6 GiB}, in every language. */
  public static String text(long bytes) {
    double mib = bytes / (double) (KIBI * KIBI);
    return mib < KIBI
        ? String.format(Locale.ROOT, "%.0f MiB", mib)
        : String.format(Locale.ROOT, "%.1f GiB", mib / KIBI);
  }
}
