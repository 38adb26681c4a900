package dev.lorafoundry.api.page.web;

import java.util.List;

/** A version's dataset: concepts, pictures, captions, preparation. */
record DatasetView(
    VersionFrame version,
    ConceptListView concepts,
    PictureListView pictures,
    SummaryView summary,
    List<Field> preparation) {
  DatasetView {
    preparation = List.copyOf(preparation);
  }
}
