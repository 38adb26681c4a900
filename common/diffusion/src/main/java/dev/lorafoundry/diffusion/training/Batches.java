package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.settings.LoopSettings;
import dev.lorafoundry.diffusion.caption.Moment;
import dev.lorafoundry.diffusion.noise.Draws;
import dev.lorafoundry.diffusion.noise.Purpose;
import java.util.ArrayList;
import java.util.List;

/**
 * Which pictures go through the model together, in which order. A batch holds pictures of one size;
 * the last one of a size may be smaller. Every epoch has its own order, which depends on seed and
 * epoch alone.
 */
final class Batches {
  private final List<List<Integer>> sizes;
  private final LoopSettings loop;

  /**
   * A batch before anything is drawn for it.
   *
   * @param number from 0, over the whole training
   * @param bucket number of the pictures' size
   * @param rows numbers of the pictures among those of their size
   */
  record Slot(long number, int bucket, List<Integer> rows) {
    Slot {
      rows = List.copyOf(rows);
    }
  }

  /**
   * @param sizes for each size how often an epoch shows each of its pictures
   */
  Batches(List<List<Integer>> sizes, LoopSettings loop) {
    this.sizes = sizes.stream().map(List::copyOf).toList();
    this.loop = loop;
  }

  /** Optimiser steps of an epoch: the last one may sum up fewer batches than the others. */
  long stepsPerEpoch() {
    return ceilDiv(batchesPerEpoch(), loop.gradientAccumulationSteps());
  }

  long totalSteps() {
    Integer given = loop.maxSteps();
    return given == null || stepsPerEpoch() == 0 ? stepsPerEpoch() * loop.epochs() : given;
  }

  /** Epochs of the training; the last one may be cut. */
  int epochs() {
    return epochsBegun(totalSteps());
  }

  /** Whether an epoch ends with this step, as the last one does with the training. */
  boolean endsEpoch(long step) {
    return step % stepsPerEpoch() == 0 || step == totalSteps();
  }

  /** Epochs that are over after this step. */
  int epochsDone(long step) {
    return endsEpoch(step) ? epochsBegun(step) : (int) (step / stepsPerEpoch());
  }

  private int epochsBegun(long step) {
    return (int) ceilDiv(step, stepsPerEpoch());
  }

  /** The batches of each optimiser step of an epoch, counted from 0. */
  List<List<Slot>> epoch(long epoch) {
    Draws draws = Draws.of(loop.seed(), epoch, Purpose.ORDER);
    List<Slot> batches = new ArrayList<>();
    for (int bucket = 0; bucket < sizes.size(); bucket++) {
      List<Integer> samples = samples(sizes.get(bucket));
      draws.shuffle(samples);
      for (int from = 0; from < samples.size(); from += loop.batchSize()) {
        int to = Math.min(samples.size(), from + loop.batchSize());
        batches.add(new Slot(0, bucket, samples.subList(from, to)));
      }
    }
    draws.shuffle(batches);
    return steps(numbered(batches, epoch * batchesPerEpoch()));
  }

  /** When the batch of this number is shown. */
  Moment moment(long number) {
    long epoch = number / batchesPerEpoch();
    long inEpoch = number % batchesPerEpoch() / loop.gradientAccumulationSteps();
    return new Moment(epoch + 1, epoch * stepsPerEpoch() + inEpoch);
  }

  private static List<Integer> samples(List<Integer> times) {
    int most = times.stream().mapToInt(Integer::intValue).max().orElse(0);
    List<Integer> samples = new ArrayList<>();
    for (int repeat = 0; repeat < most; repeat++) {
      for (int i = 0; i < times.size(); i++) {
        if (repeat < times.get(i)) {
          samples.add(i);
        }
      }
    }
    return samples;
  }

  private static List<Slot> numbered(List<Slot> batches, long first) {
    List<Slot> numbered = new ArrayList<>();
    batches.forEach(it -> numbered.add(new Slot(first + numbered.size(), it.bucket(), it.rows())));
    return numbered;
  }

  private List<List<Slot>> steps(List<Slot> batches) {
    List<List<Slot>> steps = new ArrayList<>();
    int size = loop.gradientAccumulationSteps();
    for (int from = 0; from < batches.size(); from += size) {
      steps.add(List.copyOf(batches.subList(from, Math.min(batches.size(), from + size))));
    }
    return steps;
  }

  long batchesPerEpoch() {
    return sizes.stream()
        .mapToLong(times -> times.stream().mapToLong(Integer::longValue).sum())
        .map(samples -> ceilDiv(samples, loop.batchSize()))
        .sum();
  }

  private static long ceilDiv(long a, long b) {
    return (a + b - 1) / b;
  }
}
