package dev.lorafoundry.diffusion.prompt;

import dev.lorafoundry.diffusion.tokenizer.ClipTokenizer;
import dev.lorafoundry.diffusion.tokenizer.TokenChunks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Lays a prompt out in chunks of 75 ids as the webui does: as many as needed, a new one at the word
 * BREAK, and the words after the last comma move on whole when a chunk is full, if they are at most
 * 20 ids.
 */
public final class PromptChunks {
  private static final int INNER = TokenChunks.LENGTH - 2;
  private static final int LONGEST_MOVED = 20;

  private final ClipTokenizer tokenizer;
  private final List<Integer> comma;
  private final List<List<Integer>> ids = new ArrayList<>();
  private final List<List<Float>> weights = new ArrayList<>();
  private List<Integer> chunk = new ArrayList<>();
  private List<Float> chunkWeights = new ArrayList<>();
  private int lastComma = -1;

  private PromptChunks(ClipTokenizer tokenizer) {
    this.tokenizer = tokenizer;
    comma = tokenizer.encode(",");
  }

  /**
   * A prompt's chunks, at least one.
   *
   * @throws InvalidPrompt if a weight is no number
   */
  public static TokenChunks of(ClipTokenizer tokenizer, String prompt) {
    PromptChunks layout = new PromptChunks(tokenizer);
    for (WeightedText piece : PromptWeights.parse(prompt, PromptWeights.Dialect.WEBUI)) {
      layout.add(piece);
    }
    if (!layout.chunk.isEmpty() || layout.ids.isEmpty()) {
      layout.endChunk();
    }
    return new TokenChunks(layout.ids, layout.weights);
  }

  private void add(WeightedText piece) {
    if (piece.text().equals(PromptWeights.BREAK) && piece.weight() == -1) {
      endChunk();
      return;
    }
    for (int id : tokenizer.encode(piece.text())) {
      add(id, (float) piece.weight());
    }
  }

  private void add(int id, float weight) {
    if (comma.equals(List.of(id))) {
      lastComma = chunk.size();
    } else if (chunk.size() == INNER && lastComma >= 0 && INNER - lastComma <= LONGEST_MOVED) {
      moveOnAfterComma();
    }
    if (chunk.size() == INNER) {
      endChunk();
    }
    chunk.add(id);
    chunkWeights.add(weight);
  }

  private void moveOnAfterComma() {
    List<Integer> moved = new ArrayList<>(chunk.subList(lastComma + 1, INNER));
    List<Float> movedWeights = new ArrayList<>(chunkWeights.subList(lastComma + 1, INNER));
    chunk.subList(lastComma + 1, INNER).clear();
    chunkWeights.subList(lastComma + 1, INNER).clear();
    endChunk();
    chunk = moved;
    chunkWeights = movedWeights;
  }

  private void endChunk() {
    int missing = INNER - chunk.size();
    List<Integer> row = new ArrayList<>(List.of(tokenizer.start()));
    row.addAll(chunk);
    row.addAll(Collections.nCopies(missing + 1, tokenizer.end()));
    List<Float> rowWeights = new ArrayList<>(List.of(1f));
    rowWeights.addAll(chunkWeights);
    rowWeights.addAll(Collections.nCopies(missing + 1, 1f));
    ids.add(row);
    weights.add(rowWeights);
    chunk = new ArrayList<>();
    chunkWeights = new ArrayList<>();
    lastComma = -1;
  }
}
