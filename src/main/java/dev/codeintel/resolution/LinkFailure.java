package dev.codeintel.resolution;

/**
 * What could not be linked in one file because of an error in the program. The rest of the file,
 * and all others, are linked.
 *
 * @param path of the file; empty for who implements what in a language without declarations of it
 * @param references how many references, imports and definitions have relationships left out; one
 *     if the file could not be begun
 * @param first the first error
 */
public record LinkFailure(String path, int references, Throwable first) {}
