package dev.lorafoundry.api.page.web;

import java.util.List;

/** A version's dataset: concepts, pictures, captions, preparation. */
record DatasetView(
    VersionFrame version,
    ConceptListView concepts,
    PictureListView pictures,
    SummaryView summary,
    List<Field> preparation,
    List<Field> captions) {
  DatasetView {
    preparation = List.copyOf(preparation);
    captions = List.copyOf(captions);
  }
}
