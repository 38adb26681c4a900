package dev.lorafoundry.diffusion.caption;

/**
 * When a caption is shown.
 *
 * @param epoch from 1
 * @param step optimiser steps that were done before
 */
public record Moment(long epoch, long step) {}
