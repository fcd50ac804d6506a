package dev.codeintel.rest;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What went wrong, in the form of RFC 9457.
 *
 * @param status the HTTP status
 * @param title the kind of problem
 * @param detail one sentence: what was wrong and what to do
 */
@RegisterForReflection // it is no return type, by which the framework would know it
record Problem(int status, String title, String detail) {}
