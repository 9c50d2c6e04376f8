package dev.ridgepoint.study;

import dev.ridgepoint.predict.Request;

/**
 * A scenario of a study.
 *
 * @param name    in tables and figures
 * @param request what is asked
 */
public record Load(String name, Request request) { }
