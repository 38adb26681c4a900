package dev.lorafoundry.worker.training;

import dev.lorafoundry.contracts.Command;

/**
 * The API asks to stop while a job's material is being made ready, before any step. Thrown from
 * within, caught by the job's run.
 */
final class Stopped extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Command command;

  Stopped(Command command) {
    super(command.name(), null, false, false);
    this.command = command;
  }

  Command command() {
    return command;
  }
}
