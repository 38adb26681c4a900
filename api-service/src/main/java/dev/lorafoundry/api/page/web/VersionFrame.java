package dev.lorafoundry.api.page.web;

import java.util.List;

/** What every page of a version begins with. */
record VersionFrame(String id, String title, List<Crumb> crumbs) {
  VersionFrame {
    crumbs = List.copyOf(crumbs);
  }
}
