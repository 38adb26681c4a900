package dev.lorafoundry.api.page.web;

/**
 * The caption editor of a version, which reads the captions itself.
 *
 * @param pictures of the version
 * @param trigger the word that is offered as a trigger word
 */
record CaptionsView(VersionFrame version, int pictures, String trigger) {}
