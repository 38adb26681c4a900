package dev.lorafoundry.api.page.web;

import java.util.List;

/** The list of projects. */
record ProjectsView(List<Card> projects, Field name, int page, int pages) {
  ProjectsView {
    projects = List.copyOf(projects);
  }

  record Card(String id, String name, Moment created, List<VersionLink> versions) {
    Card {
      versions = List.copyOf(versions);
    }
  }

  record VersionLink(String id, String name) {}
}
