package dev.lorafoundry.preview.rendering;

import dev.lorafoundry.contracts.settings.PreviewSettings;
import dev.lorafoundry.diffusion.prompt.LoraTags;
import dev.lorafoundry.diffusion.prompt.PromptSchedules;
import java.util.ArrayList;
import java.util.List;

/**
 * The prompts of a preview without tags of other LoRAs.
 *
 * @param notes what was taken out or not understood, for people
 */
record Prompts(String prompt, String negativePrompt, List<String> notes) {
  static Prompts of(PreviewSettings settings) {
    LoraTags prompt = LoraTags.removedFrom(settings.prompt());
    LoraTags negative = LoraTags.removedFrom(settings.negativePrompt());
    List<String> notes = new ArrayList<>();
    prompt.removed().forEach(tag -> notes.add(note(tag, "prompt")));
    negative.removed().forEach(tag -> notes.add(note(tag, "negative prompt")));
    PromptSchedules.in(prompt.prompt()).forEach(it -> notes.add(unread(it, "prompt")));
    PromptSchedules.in(negative.prompt()).forEach(it -> notes.add(unread(it, "negative prompt")));
    return new Prompts(prompt.prompt(), negative.prompt(), List.copyOf(notes));
  }

  private static String note(String tag, String place) {
    return "%s was taken out of the %s: a preview shows its own checkpoint and no other LoRA."
        .formatted(tag, place);
  }

  private static String unread(String part, String place) {
    return "%s in the %s is read as plain text: previews know no changes from step to step and no AND."
        .formatted(part, place);
  }
}
