package dev.codeintel.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** Bounds what reading a request may cost: its bytes are bounded, names without end cost more. */
@Singleton
final class BoundedJson implements ObjectMapperCustomizer {
  /** More tokens than any question needs. */
  private static final int MAX_TOKENS = 50_000;

  @Override
  @SuppressWarnings("deprecation") // the factory is made already, so its builder does not help
  public void customize(ObjectMapper mapper) {
    JsonFactory factory = mapper.getFactory();
    factory.disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES);
    factory.setStreamReadConstraints(
        StreamReadConstraints.builder().maxTokenCount(MAX_TOKENS).build());
  }
}
