package dev.codeintel.tools;

import dev.codeintel.catalog.Catalog;
import dev.codeintel.catalog.GraphLease;
import dev.codeintel.catalog.Progress;
import dev.codeintel.model.CancelledCall;
import dev.codeintel.model.CodeIntelException;
import dev.codeintel.model.ErrorCode;
import dev.codeintel.search.CodeSearch;
import dev.codeintel.text.SafeText;
import dev.codeintel.text.Spelling;
import dev.codeintel.tools.answer.Answer;
import dev.codeintel.tools.answer.AnswerRenderer;
import dev.codeintel.tools.answer.Cursor;
import dev.codeintel.tools.answer.RenderedAnswer;
import dev.codeintel.tools.answer.SnapshotHeader;
import dev.codeintel.tools.answer.TokenBudget;
import dev.codeintel.tools.input.Arguments;
import dev.codeintel.tools.input.CommonInput;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * All tools: checks the arguments of a call, lets the tool answer from a snapshot and renders the
 * answer within its budget. Whatever goes wrong becomes an answer too. Thread-safe.
 */
@Singleton
public class CodeTools {
  private static final Logger LOG = Logger.getLogger(CodeTools.class);

  /**
   * A snapshot and the one before it may both turn out to be damaged, and the engine be lost
   * between.
   */
  private static final int MAX_ATTEMPTS = 4;

  private final Catalog catalog;
  private final CodeSearch search;
  private final OperationTimes times;
  private final Map<String, Tool<?>> tools = new LinkedHashMap<>();

  @Inject
  CodeTools(
      @Any Instance<Tool<?>> tools, Catalog catalog, CodeSearch search, OperationTimes times) {
    this(tools.stream().toList(), catalog, search, times);
  }

  CodeTools(List<Tool<?>> tools, Catalog catalog, CodeSearch search, OperationTimes times) {
    this.catalog = catalog;
    this.search = search;
    this.times = times;
    List<Tool<?>> all = new ArrayList<>(tools);
    all.sort(Comparator.comparingInt(tool -> tool.spec().order()));
    all.forEach(tool -> this.tools.put(tool.spec().name(), tool));
  }

  /** Returns what the tools are called and take, in the order to list them. */
  public List<ToolSpec<?>> specs() {
    List<ToolSpec<?>> specs = new ArrayList<>();
    tools.values().forEach(tool -> specs.add(tool.spec()));
    return specs;
  }

  /**
   * Answers one call. Never throws, but for what {@code context} throws to cancel it.
   *
   * @param name of the tool
   * @param arguments as the client sent them; null values count as absent
   */
  public RenderedAnswer call(
      String name, Map<String, ? extends @Nullable Object> arguments, CallContext context) {
    TokenBudget budget = budgetOf(arguments);
    long start = System.nanoTime();
    try {
      RenderedAnswer answer = answer(tool(name), arguments, context);
      times.record(name, System.nanoTime() - start);
      return answer;
    } catch (CodeIntelException e) {
      if (e.code() == ErrorCode.INTERNAL) {
        LOG.errorf(e, "Tool %s failed", name);
        return AnswerRenderer.error(e.code(), internal(name), budget);
      }
      return AnswerRenderer.error(e.code(), String.valueOf(e.getMessage()), budget);
    } catch (CancelledCall e) {
      throw e;
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      LOG.errorf(e, "Tool %s failed", name);
      return AnswerRenderer.error(ErrorCode.INTERNAL, internal(name), budget);
    }
  }

  /** Reads {@code max_tokens} from arguments that may not pass the check. */
  private static TokenBudget budgetOf(Map<String, ? extends @Nullable Object> raw) {
    return TokenBudget.clamped(
        raw.get("max_tokens") instanceof Number number
            ? (long) number.doubleValue()
            : TokenBudget.DEFAULT);
  }

  private static String internal(String name) {
    return "Internal error in " + SafeText.shown(name) + "; the server's log has the details.";
  }

  private Tool<?> tool(String name) {
    Tool<?> tool = tools.get(name);
    if (tool == null) {
      String near = Spelling.nearest(name, tools.keySet());
      throw ToolException.caller(
          "There is no tool \"%s\"%s."
              .formatted(
                  SafeText.shown(name), near.isEmpty() ? "" : "; did you mean " + near + "?"));
    }
    return tool;
  }

  private <I extends Record> RenderedAnswer answer(
      Tool<I> tool, Map<String, ? extends @Nullable Object> raw, CallContext context) {
    ToolSpec<I> spec = tool.spec();
    Arguments arguments = Arguments.check(spec.name(), spec.parameters(), raw);
    I input = spec.input().read(arguments);
    CommonInput common = CommonInput.TYPE.read(arguments);
    TokenBudget budget =
        new TokenBudget(
            arguments.limited(
                "max_tokens", common.maxTokens(), TokenBudget.LEAST, TokenBudget.MOST));
    for (int attempt = 1; ; attempt++) {
      ToolCall call =
          new ToolCall(
              common,
              catalog,
              search,
              context,
              arguments::remark,
              () -> open(common, arguments, context));
      try (call) {
        return render(tool.answer(input, call), call, context, arguments, budget);
      } catch (CodeIntelException e) {
        // What turns out to be unreadable is replaced by an older snapshot, or made again.
        if (!call.isLost() || attempt == MAX_ATTEMPTS) {
          throw e;
        }
        LOG.debugf("%s is asked again: %s", spec.name(), e.getMessage());
      }
    }
  }

  private static RenderedAnswer render(
      Answer answer, ToolCall call, CallContext context, Arguments arguments, TokenBudget budget) {
    ToolCall.check(context);
    SnapshotHeader asked = call.header();
    SnapshotHeader header = asked.equals(SnapshotHeader.NONE) ? answer.header() : asked;
    arguments.remarks().forEach(answer::note);
    return new AnswerRenderer(context.isStructured())
        .render(answer, header, budget, cursor(call.common(), arguments, header.id()));
  }

  private static Cursor cursor(CommonInput common, Arguments arguments, String snapshotId) {
    Cursor start = Cursor.start(snapshotId, arguments.queryHash());
    return common.cursor().isBlank() ? start : Cursor.decode(common.cursor().strip(), start);
  }

  /** Opens the newest snapshot; waits a while if the first one is just being made. */
  private GraphLease open(CommonInput common, Arguments arguments, CallContext context) {
    long deadline = System.nanoTime() + context.patience().toNanos();
    while (true) {
      try {
        GraphLease lease = catalog.open(common.repo(), common.ref());
        // A page of another snapshot is refused before it is looked for.
        checked(lease, common, arguments);
        return lease;
      } catch (CodeIntelException e) {
        if (e.code() != ErrorCode.UNAVAILABLE || System.nanoTime() > deadline) {
          throw e;
        }
      }
      ToolCall.check(context);
      awaitRun(common.repo(), context, deadline);
    }
  }

  private static void tell(Progress now, CallContext context) {
    context.progress(
        "indexing %s: %s".formatted(SafeText.line(now.repository()), now.stage().label()),
        now.done(),
        now.total());
  }

  private static void checked(GraphLease lease, CommonInput common, Arguments arguments) {
    try {
      cursor(common, arguments, lease.graph().snapshot().id());
    } catch (RuntimeException e) {
      lease.close();
      throw e;
    }
  }

  /** Waits until there may be a snapshot, as long as the caller does. */
  private void awaitRun(String repository, CallContext context, long deadline) {
    try {
      catalog.awaitRun(
          repository,
          Math.max(0, deadline - System.nanoTime()) / 1_000_000,
          now -> {
            ToolCall.check(context);
            now.ifPresent(progress -> tell(progress, context));
          });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ToolException(ErrorCode.UNAVAILABLE, "The server is shutting down.");
    }
  }
}
