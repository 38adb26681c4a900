package dev.lorafoundry.contracts.settings.sdscripts;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads arguments of sd-scripts as people have them: a command line, a configuration file, or both.
 *
 * <pre>{@code
 * SdScripts.translate("--network_dim 32 --optimizer_args betas=0.9,0.99", Config.NONE)
 *     .training(); // rank 32, beta1 0.9, beta2 0.99
 * }</pre>
 */
public final class SdScripts {
  /** Fields of a request, as problems name them. */
  public static final String ARGUMENTS = "arguments";

  public static final String CONFIG = "argumentsToml";

  private SdScripts() {}

  /**
   * What they mean in settings; the command line wins over the file. Values are never told of
   * options that no setting takes.
   */
  public static Translation translate(String arguments, Config config) {
    return translate(arguments, config, Bindings.ALL);
  }

  static Translation translate(String arguments, Config config, Bindings bindings) {
    Findings findings = new Findings();
    List<Given> given = new ArrayList<>(ConfigReader.read(config, findings));
    given.addAll(ArgumentReader.read(arguments, findings));
    Translator translator = new Translator(bindings, findings);
    Collected collected = translator.translate(given);
    Together.settle(translator.taken(), collected, findings);
    return new Translation(
        collected.of(Part.TRAINING),
        collected.of(Part.PREPARATION),
        collected.of(Part.PREVIEW),
        translator.leftOut(),
        findings.notes(),
        findings.problems());
  }

  /**
   * What becomes of each option by itself, in the order in which they are read: the file, then the
   * command line; first of all, what can't be read.
   */
  public static List<JudgedOption> judge(String arguments, Config config) {
    Findings unread = new Findings();
    List<Given> given = new ArrayList<>(ConfigReader.read(config, unread));
    given.addAll(ArgumentReader.read(arguments, unread));
    return JudgedOption.all(given, unread.problems());
  }
}
