package dev.lorafoundry.api.page.web;

import java.util.List;

/** One project with its versions. */
record ProjectView(
    String id, String project, List<Crumb> crumbs, List<VersionCard> versions, Field name) {
  ProjectView {
    crumbs = List.copyOf(crumbs);
    versions = List.copyOf(versions);
  }

  record VersionCard(String id, String name, Moment created) {}
}
