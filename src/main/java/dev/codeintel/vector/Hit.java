package dev.codeintel.vector;

/**
 * A row that is near a question.
 *
 * @param id of the row
 * @param path the file its text is in
 * @param textHash hash of the text
 * @param cosine from -1 to 1
 */
public record Hit(String id, String path, long textHash, float cosine) {}
