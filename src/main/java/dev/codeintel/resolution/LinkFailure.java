package dev.codeintel.resolution;

/**
 * What could not be linked in one file because of an error in the program. The rest of the file,
 * and all others, are linked.
 *
 * @param path of the file
 * @param references how many references are left out; what the file declares or imports counts as
 *     one
 * @param first the first error
 */
public record LinkFailure(String path, int references, Throwable first) {}
