package dev.lorafoundry.contracts.settings.sdscripts;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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

  /** Tables of the description of a dataset. */
  private static final Set<String> OF_DATASETS = Set.of("general", "datasets");

  private SdScripts() {}

  /**
   * What they mean in settings; the command line wins over the file, unless that describes a
   * dataset. Values are never told of options that no setting takes.
   */
  public static Translation translate(String arguments, Config config) {
    return translate(arguments, config, Bindings.ALL);
  }

  static Translation translate(String arguments, Config config, Bindings bindings) {
    Findings findings = new Findings();
    List<Given> given = read(arguments, config, findings);
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
   * What becomes of each option by itself, in the order in which the latter holds; first of all,
   * what can't be read.
   */
  public static List<JudgedOption> judge(String arguments, Config config) {
    Findings unread = new Findings();
    return JudgedOption.all(read(arguments, config, unread), unread.problems());
  }

  /** Of one option the last one holds: sd-scripts asks the description of a dataset first. */
  private static List<Given> read(String arguments, Config config, Findings findings) {
    Command command = ArgumentReader.read(arguments, findings);
    List<Given> file = ConfigReader.read(config, command.given(), findings);
    List<Given> line =
        command.given().stream().map(each -> isHere(each, config) ? asHere(each) : each).toList();
    boolean fileHolds = DatasetConfig.isOne(config.tables());
    List<Given> given = new ArrayList<>(fileHolds ? line : file);
    given.addAll(fileHolds ? file : line);
    Unnamed.tell(given, command.script(), findings);
    return given;
  }

  /** Whether it names a file whose content is given beside it. */
  private static boolean isHere(Given given, Config config) {
    Set<String> keys = config.tables().keySet();
    boolean dataset = DatasetConfig.isOne(config.tables());
    return switch (given.option().name()) {
      case "dataset_config" -> dataset;
      case "config_file" -> dataset ? !OF_DATASETS.containsAll(keys) : !keys.isEmpty();
      default -> false;
    };
  }

  private static Given asHere(Given given) {
    Option passed = given.option().passed("The TOML beside it is taken for the file's content.");
    return given.as(passed, given.values());
  }
}
