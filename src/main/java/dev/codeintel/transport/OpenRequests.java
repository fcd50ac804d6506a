package dev.codeintel.transport;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The requests that are neither answered nor taken back. Ids are as JSON; a client that uses one
 * twice waits for two answers. Thread-safe.
 */
final class OpenRequests {
  private static final JsonFactory JSON = new JsonFactory();

  private final Map<String, Integer> open = new HashMap<>();
  private boolean isAnybodyReading = true;

  synchronized void add(String id) {
    open.merge(id, 1, Integer::sum);
  }

  /** Notes that a request needs no answer any more; false if it was not open. */
  synchronized boolean remove(String id) {
    Integer count = open.get(id);
    if (count == null) {
      return false;
    }
    if (count == 1) {
      open.remove(id);
    } else {
      open.put(id, count - 1);
    }
    notifyAll();
    return true;
  }

  /** Notes a message to the client, which may be an answer. */
  void answered(String message) {
    String id = idOfAnswer(message);
    if (!id.isEmpty()) {
      boolean ignored = remove(id);
    }
  }

  /** Notes that answers go nowhere. */
  synchronized void nobodyReads() {
    isAnybodyReading = false;
    notifyAll();
  }

  /** Waits until there is none, or nobody to answer, or the time is over. */
  synchronized void awaitNone(long millis) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (!open.isEmpty() && isAnybodyReading) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        return;
      }
      wait(left);
    }
  }

  /** Returns the id of an answer; "" of a message that names a method: that is our own. */
  private static String idOfAnswer(String message) {
    String id = "";
    try (JsonParser parser = JSON.createParser(message)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        JsonToken value = parser.nextToken();
        if (field.equals("method")) {
          return "";
        }
        if (field.equals("id")) {
          id = value == JsonToken.VALUE_STRING ? quoted(parser.getText()) : parser.getText();
        }
        parser.skipChildren();
      }
    } catch (IOException e) {
      return "";
    }
    return id;
  }

  private static String quoted(String text) throws IOException {
    return new com.fasterxml.jackson.databind.node.TextNode(text).toString();
  }
}
