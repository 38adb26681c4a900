package dev.lorafoundry.diffusion.lora;

import dev.lorafoundry.diffusion.optimiser.ParameterGroup;
import dev.lorafoundry.tensor.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The parameters of a program that was built with a network, as groups of one learning rate. */
public final class ModuleGroups {
  /** Name of the text encoder's group, or how those of several text encoders begin. */
  public static final String TEXT = "textencoder";

  /** Name of the group of the second text encoder, where each has its own. */
  public static final String SECOND_TEXT = TEXT + " 2";

  private static final String FIRST_TEXT = TEXT + " 1";

  /** Name of the U-Net's group, or how those of its blocks begin. */
  private static final String UNET = "unet";

  private ModuleGroups() {}

  /**
   * One for the text encoder and one for the U-Net, where these are trained; where its learning
   * rates depend on the block, one for all neighbouring blocks of the same weight.
   */
  public static List<ParameterGroup> of(Program program, BlockPlan plan) {
    List<String> names = List.copyOf(program.parameters().keySet());
    int text = (int) names.stream().filter(LayerNames::isText).count();
    if (names.subList(text, names.size()).stream().anyMatch(LayerNames::isText)) {
      throw new IllegalStateException("the text encoder is not built before the U-Net");
    }
    List<ParameterGroup> groups = new ArrayList<>();
    if (text > 0) {
      groups.add(new ParameterGroup(TEXT, 0, text));
    }
    if (text < names.size() && !plan.isWeighted()) {
      groups.add(new ParameterGroup(UNET, text, names.size()));
    } else {
      addBlocks(names, text, plan, groups);
    }
    return groups;
  }

  /** The groups, that of the text encoders divided where the second one of SDXL begins. */
  public static List<ParameterGroup> ofEachEncoder(Program program, List<ParameterGroup> groups) {
    List<String> names = List.copyOf(program.parameters().keySet());
    return groups.stream()
        .flatMap(group -> group.name().equals(TEXT) ? divided(group, names) : Stream.of(group))
        .toList();
  }

  /** Its two halves, or the one that a LoRA to begin with has modules of. */
  private static Stream<ParameterGroup> divided(ParameterGroup text, List<String> names) {
    List<String> own = names.subList(text.from(), text.to());
    int second =
        text.from() + (int) own.stream().takeWhile(name -> !LayerNames.isSecondText(name)).count();
    Stream.Builder<ParameterGroup> halves = Stream.builder();
    if (second > text.from()) {
      halves.add(new ParameterGroup(FIRST_TEXT, text.from(), second));
    }
    if (second < text.to()) {
      halves.add(new ParameterGroup(SECOND_TEXT, second, text.to()));
    }
    return halves.build();
  }

  private static void addBlocks(
      List<String> names, int from, BlockPlan plan, List<ParameterGroup> groups) {
    List<Integer> blocks = new ArrayList<>();
    for (String name : names.subList(from, names.size())) {
      blocks.add(plan.block(name.substring(0, name.indexOf('.'))));
    }
    int begin = 0;
    while (begin < blocks.size()) {
      double weight = plan.weight(blocks.get(begin));
      int end = begin;
      while (end < blocks.size() && plan.weight(blocks.get(end)) == weight) {
        end++;
      }
      String name = nameOf(blocks.get(begin), blocks.get(end - 1));
      groups.add(new ParameterGroup(name, from + begin, from + end, 1, weight));
      begin = end;
    }
  }

  private static String nameOf(int first, int last) {
    return UNET + "_block" + first + (first == last ? "" : "-" + last);
  }
}
