package dev.lorafoundry.diffusion.optimiser;

import dev.lorafoundry.tensor.BlockQuantiser;
import dev.lorafoundry.tensor.BlockQuantiser.Quantised;
import dev.lorafoundry.tensor.Blocks;
import dev.lorafoundry.tensor.DynamicMap;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Value;
import dev.lorafoundry.tensor.Values;

/**
 * What an optimiser remembers of each parameter, in 8 bits a number where {@link Blocks} hold it: a
 * state of codes and one of scales. Of other parameters the state of codes has the numbers
 * themselves.
 */
final class QuantisedState {
  private final Values codes;
  private final Values scales;
  private final BlockQuantiser quantiser;

  QuantisedState(Program program, String name, DynamicMap map) {
    codes = program.stateOfCodes(name);
    scales = program.stateOfScales(name + "_scales");
    quantiser = new BlockQuantiser(map, program.parameterList().get(0));
  }

  /** The numbers themselves of parameters that no blocks hold. */
  Values inFull(ParameterGroup small) {
    return small.of(codes);
  }

  /** About what was {@linkplain #put put} last; zeros before (blocks, 256). */
  Value blocks(ParameterGroup large) {
    return quantiser.restore(new Quantised(large.of(codes).joined(), large.of(scales).joined()));
  }

  /**
   * @param blocks (blocks, 256)
   */
  void put(ParameterGroup large, Value blocks) {
    Quantised quantised = quantiser.quantise(blocks);
    put(large.of(codes), quantised.codes());
    put(large.of(scales), quantised.scales());
  }

  private static void put(Values state, Value whole) {
    state.copyInPlace(state.partsOf(whole));
  }

  /**
   * A number of each parameter, for each of its blocks (blocks, 1).
   *
   * @param numbers one scalar like each parameter of the program
   */
  Value ofBlocks(ParameterGroup large, Values numbers) {
    return large.of(numbers).expanded(large.of(scales)).joined();
  }

  /** The first numbers of what lies in blocks like these parameters, in their shapes. */
  Values shaped(ParameterGroup large, Values parameters, Value blocks) {
    return parameters.shaped(large.of(codes).partsOf(blocks));
  }
}
