package dev.lorafoundry.api.page.web;

/** A file that can't be used, and why. */
record RefusedFile(String name, String reason) {}
