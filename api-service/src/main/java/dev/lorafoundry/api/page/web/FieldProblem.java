package dev.lorafoundry.api.page.web;

/** What is wrong with a field of a posted form; an empty message: nothing is. */
record FieldProblem(String field, String message) {}
