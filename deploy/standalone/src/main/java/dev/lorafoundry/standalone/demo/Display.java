package dev.lorafoundry.standalone.demo;

/** Where people see how far a run is. */
sealed interface Display permits LiveDisplay, PlainDisplay {
  void show(RunProgress progress);
}
