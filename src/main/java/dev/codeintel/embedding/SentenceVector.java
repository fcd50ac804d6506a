package dev.codeintel.embedding;

/**
 * What is to be noted of the vector of a symbol's text.
 *
 * @param key of the symbol
 * @param path of its file
 * @param hash of the text
 * @param value as {@link SentenceVectors} has it
 */
@SuppressWarnings("ArrayRecordComponent") // They are not compared.
public record SentenceVector(String key, String path, long hash, byte[] value) {}
