package dev.codeintel.transport;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkiverse.mcp.server.McpMethod;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a message before the protocol library does, which takes malformed ones badly: on
 * standard input it stops listening after a line that is no JSON, and null arguments end in an
 * internal error. What passes is a JSON-RPC object of the right shape, in ASCII, without null
 * arguments.
 */
public final class MessageCheck {
  public static final int PARSE_ERROR = -32700;
  public static final int INVALID_REQUEST = -32600;
  public static final int INVALID_PARAMS = -32602;
  public static final int METHOD_NOT_FOUND = -32601;

  /** Longest id, in characters. */
  private static final int MAX_ID = 256;

  /**
   * More tokens than any call needs; parsing them again, on the event loop, takes 50 ms at most.
   */
  private static final int MAX_TOKENS = 50_000;

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxTokenCount(MAX_TOKENS).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  private MessageCheck() {}

  /**
   * The verdict on one message.
   *
   * @param message the message to pass on; null if it is refused
   * @param id of the message as JSON; "null" if it has none or it is not known
   * @param method its method; "" if it is an answer
   * @param isRequest whether somebody waits for an answer
   * @param cancelled id, as JSON, of the request that this takes back; "" if it takes back none
   * @param code of the error if it is refused
   * @param error why it is refused; "" if it is not
   */
  public record Verdict(
      @Nullable String message,
      String id,
      String method,
      boolean isRequest,
      String cancelled,
      int code,
      String error) {

    /** Tells whether it is a notification of a kind we do not know: to be dropped in silence. */
    boolean isUnknownNotification() {
      return code == METHOD_NOT_FOUND && id.equals("null");
    }

    /** Returns the JSON-RPC error to send for a refused message. */
    public String errorMessage() {
      return "{\"jsonrpc\":\"2.0\",\"id\":%s,\"error\":{\"code\":%d,\"message\":\"%s\"}}"
          .formatted(id, code, error);
    }
  }

  /** Judges one message. */
  public static Verdict check(byte[] bytes, int offset, int length) {
    JsonNode node;
    try {
      node = JSON.readTree(bytes, offset, length);
    } catch (StreamConstraintsException e) {
      return refused("null", INVALID_REQUEST, "The message has too many or too large parts");
    } catch (IOException | StackOverflowError e) {
      return refused("null", PARSE_ERROR, "The message is not valid JSON");
    }
    if (node == null || node.isMissingNode()) {
      return refused("null", PARSE_ERROR, "The message is empty");
    }
    if (node.isArray()) {
      return refused("null", INVALID_REQUEST, "Batches are not supported; send one message each");
    }
    if (!(node instanceof ObjectNode object)) {
      return refused("null", INVALID_REQUEST, "A message must be an object");
    }
    JsonNode idNode = object.get("id");
    boolean hasId = idNode != null && isId(idNode);
    String id = hasId ? idNode.toString() : "null";
    JsonNode method = object.get("method");
    if (method == null) {
      return object.has("result") || object.has("error")
          ? passed(object, id, "", false)
          : refused(id, INVALID_REQUEST, "A message needs a method");
    }
    if (!method.isTextual()) {
      return refused(id, INVALID_REQUEST, "The method must be a string");
    }
    if (idNode != null && !hasId) {
      return refused(
          "null",
          INVALID_REQUEST,
          "The id must be a string of at most %d characters, or a whole number".formatted(MAX_ID));
    }
    if (McpMethod.from(method.textValue()) == null) {
      // The library answers such a request as well, but its metrics then fail noisily.
      return refused(id, METHOD_NOT_FOUND, "Unsupported method");
    }
    if (isCancellation(method.textValue()) && !isId(object.path("params").path("requestId"))) {
      // It takes back nothing that could be there; the library would fail over it.
      return refused("null", METHOD_NOT_FOUND, "Unsupported notification");
    }
    JsonNode params = object.get("params");
    if (params != null && params.isNull()) {
      object.remove("params");
    } else if (params != null && !params.isObject()) {
      return refused(id, INVALID_PARAMS, "params must be an object");
    }
    if (params instanceof ObjectNode given) {
      repairMeta(given);
      if (given.path("arguments").isNull()) {
        given.remove("arguments");
      }
    }
    String wrong = RequiredParams.missing(method.textValue(), params);
    boolean isCall = method.textValue().equals("tools/call");
    if (wrong.isEmpty() && isCall && params instanceof ObjectNode call) {
      wrong = repairCall(call);
    }
    if (!wrong.isEmpty()) {
      return refused(id, INVALID_PARAMS, wrong);
    }
    return passed(object, id, method.textValue(), hasId);
  }

  /** What is longer, or no whole number of 64 bits, no client needs and the library takes badly. */
  private static boolean isId(JsonNode node) {
    return node.isTextual()
        ? node.textValue().length() <= MAX_ID
        : node.isIntegralNumber() && node.canConvertToLong();
  }

  /** Drops what is no object, and a token of progress that no notification could carry. */
  private static void repairMeta(ObjectNode params) {
    JsonNode meta = params.get("_meta");
    if (meta instanceof ObjectNode object) {
      JsonNode token = object.get("progressToken");
      if (token != null && !isId(token)) {
        object.remove("progressToken");
      }
    } else if (meta != null) {
      params.remove("_meta");
    }
  }

  private static String cancelled(ObjectNode object, String method) {
    return isCancellation(method) ? object.path("params").path("requestId").toString() : "";
  }

  private static boolean isCancellation(String method) {
    return method.equals("notifications/cancelled");
  }

  /** Drops null arguments; returns what is wrong with a call beyond that, or "". */
  private static String repairCall(ObjectNode params) {
    JsonNode arguments = params.get("arguments");
    if (arguments == null) {
      return "";
    }
    if (!(arguments instanceof ObjectNode object)) {
      return "arguments must be an object";
    }
    List<String> absent = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      if (entry.getValue().isNull()) {
        absent.add(entry.getKey());
      }
    }
    object.remove(absent);
    return "";
  }

  private static Verdict passed(ObjectNode object, String id, String method, boolean isRequest) {
    try {
      String message = JSON.writeValueAsString(object);
      return new Verdict(message, id, method, isRequest, cancelled(object, method), 0, "");
    } catch (JsonProcessingException e) {
      return refused(id, PARSE_ERROR, "The message cannot be read");
    }
  }

  static Verdict refused(String id, int code, String error) {
    return new Verdict(null, id, "", false, "", code, error);
  }
}
