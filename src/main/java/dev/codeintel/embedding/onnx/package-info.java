/**
 * Sentence models in this process, by ONNX Runtime. Main type: {@link
 * dev.codeintel.embedding.onnx.OnnxEmbedders}.
 */
@NullMarked
package dev.codeintel.embedding.onnx;

import org.jspecify.annotations.NullMarked;
