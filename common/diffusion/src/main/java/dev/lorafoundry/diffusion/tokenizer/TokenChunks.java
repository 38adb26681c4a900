package dev.lorafoundry.diffusion.tokenizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A caption as n chunks of 77 ids, and a weight for each: start, 75 ids, end. Captions that are too
 * long are cut, short ones padded.
 *
 * @param ids n rows of 77
 * @param weights n rows of 77; start, end and padding weigh 1
 */
public record TokenChunks(List<List<Integer>> ids, List<List<Float>> weights) {
  /** Ids of a chunk, start and end included. */
  public static final int LENGTH = 77;

  private static final int INNER = LENGTH - 2;

  /** A piece of text with one weight, already as ids. */
  public record Weighted(List<Integer> ids, float weight) {}

  /** How a text encoder wants its chunks: its marks and what it pads with. */
  public record Layout(int start, int end, int pad) {
    /** OpenAI's encoder, that of SD1 and SDXL's first: padded with the mark of the end. */
    public static Layout sd1(ClipTokenizer tokenizer) {
      return new Layout(tokenizer.start(), tokenizer.end(), tokenizer.end());
    }

    /** OpenCLIP's encoders, those of SD2 and SDXL's second: padded with token 0. */
    public static Layout openClip(ClipTokenizer tokenizer) {
      return new Layout(tokenizer.start(), tokenizer.end(), 0);
    }
  }

  /**
   * Lays out ids of one weight.
   *
   * @param maxTokenLength 75, 150 or 225
   */
  public static TokenChunks of(Layout layout, List<Integer> ids, int maxTokenLength) {
    return ofWeighted(layout, List.of(new Weighted(ids, 1)), maxTokenLength);
  }

  /** Lays out pieces of different weights, one behind another. */
  public static TokenChunks ofWeighted(Layout layout, List<Weighted> pieces, int maxTokenLength) {
    if (maxTokenLength < INNER || maxTokenLength % INNER != 0) {
      throw new IllegalArgumentException(
          "token length " + maxTokenLength + " is not allowed: use 75, 150 or 225");
    }
    List<Integer> line = new ArrayList<>();
    List<Float> weights = new ArrayList<>();
    line.add(layout.start);
    weights.add(1f);
    for (Weighted piece : pieces) {
      for (int id : piece.ids) {
        if (line.size() <= maxTokenLength) {
          line.add(id);
          weights.add(piece.weight);
        }
      }
    }
    line.add(layout.end);
    weights.add(1f);
    while (line.size() < maxTokenLength + 2) {
      line.add(layout.pad);
      weights.add(1f);
    }
    return split(layout, line, weights, maxTokenLength / INNER);
  }

  /**
   * The same chunks for an encoder that pads otherwise: what follows a chunk's first end is
   * padding.
   *
   * @param layout with the same end mark
   */
  public TokenChunks padded(Layout layout) {
    return new TokenChunks(ids.stream().map(chunk -> padded(chunk, layout)).toList(), weights);
  }

  private static List<Integer> padded(List<Integer> chunk, Layout layout) {
    List<Integer> padded = new ArrayList<>(chunk.subList(0, chunk.indexOf(layout.end) + 1));
    while (padded.size() < chunk.size()) {
      padded.add(layout.pad);
    }
    return padded;
  }

  /** Number of chunks. */
  public int count() {
    return ids.size();
  }

  /** All ids, chunk by chunk. */
  public long[] toArray() {
    return ids.stream().flatMap(List::stream).mapToLong(Integer::longValue).toArray();
  }

  /**
   * Weights of the states that stay of all chunks: one start, the ids between, one end (75n + 2).
   */
  public float[] stateWeights() {
    float[] all = new float[INNER * count() + 2];
    Arrays.fill(all, 1);
    for (int i = 0; i < INNER * count(); i++) {
      all[1 + i] = weights.get(i / INNER).get(1 + i % INNER);
    }
    return all;
  }

  private static TokenChunks split(
      Layout layout, List<Integer> line, List<Float> weights, int count) {
    List<List<Integer>> chunks = new ArrayList<>();
    List<List<Float>> chunkWeights = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      List<Integer> chunk = new ArrayList<>();
      chunk.add(layout.start);
      chunk.addAll(line.subList(1 + INNER * k, 1 + INNER * (k + 1)));
      chunk.add(line.get(line.size() - 1));
      if (count > 1 && layout.pad != layout.end) {
        endPadded(layout, chunk);
      }
      chunks.add(chunk);
      List<Float> chunkWeight = new ArrayList<>(Arrays.asList(1f));
      chunkWeight.addAll(weights.subList(1 + INNER * k, 1 + INNER * (k + 1)));
      chunkWeight.add(1f);
      chunkWeights.add(chunkWeight);
    }
    return new TokenChunks(chunks, chunkWeights);
  }

  /**
   * Where padding is not the end mark itself, a full chunk of several still ends, and an empty one
   * too; as sd-scripts does it, also one that begins with the token that pads.
   */
  private static void endPadded(Layout layout, List<Integer> chunk) {
    int beforeLast = chunk.get(LENGTH - 2);
    if (beforeLast != layout.end && beforeLast != layout.pad) {
      chunk.set(LENGTH - 1, layout.end);
    }
    if (chunk.get(1) == layout.pad) {
      chunk.set(1, layout.end);
    }
  }
}
