package dev.lorafoundry.api.page.web;

/** One step of the way to a page. */
record Crumb(String label, String href) {}
