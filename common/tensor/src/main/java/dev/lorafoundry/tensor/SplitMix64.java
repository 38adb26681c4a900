package dev.lorafoundry.tensor;

/**
 * The arithmetic of SplitMix64 (Steele et al. 2014, Fast Splittable Pseudorandom Number Generators)
 * in whole numbers of 64 bits: the n-th number of a stream is the mix of where it starts plus n
 * times {@link #GAMMA}.
 */
public final class SplitMix64 {
  /** What lies between the states of two neighbouring numbers. */
  public static final long GAMMA = 0x9e3779b97f4a7c15L;

  static final int FIRST_SHIFT = 30;
  static final long FIRST_FACTOR = 0xbf58476d1ce4e5b9L;
  static final int SECOND_SHIFT = 27;
  static final long SECOND_FACTOR = 0x94d049bb133111ebL;
  static final int LAST_SHIFT = 31;

  /** So many bits of each number make one from 0 to below 1. */
  static final int BITS = 53;

  private SplitMix64() {}

  /** The number that belongs to a state. */
  public static long mix(long state) {
    long first = (state ^ state >>> FIRST_SHIFT) * FIRST_FACTOR;
    long second = (first ^ first >>> SECOND_SHIFT) * SECOND_FACTOR;
    return second ^ second >>> LAST_SHIFT;
  }

  /** A number as one from 0 to below 1. */
  public static double unit(long number) {
    return (number >>> (Long.SIZE - BITS)) * 0x1p-53;
  }
}
