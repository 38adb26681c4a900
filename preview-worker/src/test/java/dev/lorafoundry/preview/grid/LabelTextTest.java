package dev.lorafoundry.preview.grid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LabelTextTest {
  private final LabelText text = new LabelText(10, String::length);

  @Test
  void shortLabelIsOneLine() {
    assertThat(text.lines("Seed: 12")).containsExactly("Seed: 12");
    assertThat(text.lines("")).containsExactly("");
  }

  @Test
  void longLabelBreaksBetweenWords() {
    assertThat(text.lines("DPM++ 2M Karras")).containsExactly("DPM++ 2M", "Karras");
    assertThat(text.lines("<lora:zorb-v1:0.6>")).containsExactly("<lora:", "zorb-v1:", "0.6>");
  }

  @Test
  void tooLongLabelKeepsItsBeginningAndItsEnd() {
    List<String> lines = text.lines("<lora:" + "abcdefghij".repeat(20) + ":0.6>");

    assertThat(lines).hasSize(LabelText.MOST_LINES).allMatch(line -> line.length() <= 10);
    assertThat(String.join("", lines)).startsWith("<lora:abc").contains("…").endsWith(":0.6>");
  }

  @Test
  void widthOfNoLetterStillEnds() {
    assertThat(new LabelText(0, String::length).lines("abcdef")).hasSize(LabelText.MOST_LINES);
  }

  @Test
  void longNamesDoNotWidenTheSheet() {
    BufferedImage sheet = sheet("n".repeat(120));

    assertThat(sheet.getWidth()).isLessThan(2 * 3 * 64);
    assertThat(sheet.getHeight()).isLessThan(3 * 64);
  }

  private static BufferedImage sheet(String loraName) {
    var settings = SettingsCatalogue.PREVIEW.read(Map.of("loraWeights", "0,0.6,1"));
    return new GridSheet(new GridLayout(settings, loraName), 64, 64, 1).picture();
  }
}
