package dev.lorafoundry.api.page.web;

import java.util.List;

/**
 * What every page of a version begins with.
 *
 * @param seen position of the newest event before anything of the page was read, behind which its
 *     live events begin
 * @param archived whether it takes no new jobs
 */
record VersionFrame(String id, String title, List<Crumb> crumbs, long seen, boolean archived) {
  VersionFrame {
    crumbs = List.copyOf(crumbs);
  }
}
