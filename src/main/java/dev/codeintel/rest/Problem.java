package dev.codeintel.rest;

/**
 * What went wrong, in the form of RFC 9457.
 *
 * @param status the HTTP status
 * @param title the kind of problem
 * @param detail one sentence: what was wrong and what to do
 */
record Problem(int status, String title, String detail) {}
