package dev.codeintel.mcp;

import dev.codeintel.indexing.GraphLease;
import dev.codeintel.indexing.IndexingService;
import dev.codeintel.indexing.RepositoryStatus;
import dev.codeintel.model.CodeIntelException;
import dev.codeintel.model.ErrorCode;
import dev.codeintel.search.CodeSearch;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * All tools: checks the arguments of a call, opens a snapshot for it, lets the tool answer and
 * renders the answer within its budget. Whatever goes wrong becomes an answer too. Thread-safe.
 */
@Singleton
public class CodeTools {
  private static final Logger LOG = Logger.getLogger(CodeTools.class);
  private static final long POLL_MILLIS = 100;

  private final IndexingService indexing;
  private final CodeSearch search;
  private final McpConfig config;
  private final OperationTimes times;
  private final AnswerRenderer renderer;
  private final Map<String, CodeTool> tools = new LinkedHashMap<>();
  private final CountDownLatch started =
      new CountDownLatch(Boolean.getBoolean("dev.codeintel.await-start") ? 1 : 0);

  @Inject
  public CodeTools(
      IndexingService indexing, CodeSearch search, McpConfig config, OperationTimes times) {
    this.indexing = indexing;
    this.search = search;
    this.config = config;
    this.times = times;
    this.renderer = new AnswerRenderer(config.structuredContent());
    for (CodeTool tool :
        List.of(
            new ExploreTool(),
            new SearchCodeTool(),
            new FindSymbolTool(),
            new ReadSymbolTool(),
            new OutlineTool(),
            new FindReferencesTool(),
            new TraceTool(),
            new ImpactTool())) {
      tools.put(tool.spec().name(), tool);
    }
  }

  /** Returns all tools in the order to list them. */
  public List<ToolSpec> specs() {
    List<ToolSpec> specs = new ArrayList<>();
    tools.values().forEach(tool -> specs.add(tool.spec()));
    specs.add(IndexStatusTool.SPEC);
    return specs;
  }

  /** Says that the repositories to serve are known, so that calls need not wait for them. */
  public void markStarted() {
    started.countDown();
  }

  /**
   * Answers one call. Never throws, but for what {@code listener} throws to cancel it.
   *
   * @param name of the tool
   * @param arguments as the client sent them; null values count as absent
   */
  public RenderedAnswer call(
      String name, Map<String, ? extends @Nullable Object> arguments, CallListener listener) {
    TokenBudget budget = Arguments.budgetOf(arguments);
    long start = System.nanoTime();
    try {
      RenderedAnswer answer = answer(name, arguments, listener);
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

  private static String internal(String name) {
    return "Internal error in " + SymbolFinder.shown(name) + "; the server's log has the details.";
  }

  private RenderedAnswer answer(
      String name, Map<String, ? extends @Nullable Object> raw, CallListener listener) {
    CodeTool tool = tools.get(name);
    if (tool == null && !name.equals(IndexStatusTool.SPEC.name())) {
      String near = Spelling.nearest(name, specs().stream().map(ToolSpec::name).toList());
      throw ToolException.caller(
          "There is no tool \"%s\"%s."
              .formatted(
                  SymbolFinder.shown(name), near.isEmpty() ? "" : "; did you mean " + near + "?"));
    }
    Arguments arguments = Arguments.check(tool == null ? IndexStatusTool.SPEC : tool.spec(), raw);
    arguments.minEvidence();
    if (tool == null) {
      return status(arguments);
    }
    try (GraphLease lease = open(arguments, listener)) {
      SnapshotHeader header = SnapshotHeader.of(lease.graph().snapshot(), lease.freshness());
      Cursor start = cursor(arguments, header);
      Answer answer =
          tool.answer(new ToolCall(arguments, lease.graph(), lease.freshness(), search, listener));
      listener.checkCancelled();
      return render(answer, header, arguments, start);
    }
  }

  private RenderedAnswer status(Arguments arguments) {
    await(started, 2_000);
    String repository = arguments.text("repo");
    List<RepositoryStatus> all = indexing.status();
    Answer answer = IndexStatusTool.answer(repository, all, times.summary());
    SnapshotHeader header = SnapshotHeader.NONE;
    for (RepositoryStatus status : all) {
      boolean isWanted =
          repository.isEmpty()
              ? all.size() == 1
              : repository.equals(status.name())
                  || repository.equals(status.id())
                  || repository.equals(status.origin());
      if (isWanted && status.snapshot() != null && status.freshness() != null) {
        header = SnapshotHeader.of(status.snapshot(), status.freshness());
      }
    }
    return render(answer, header, arguments, cursor(arguments, header));
  }

  private RenderedAnswer render(
      Answer answer, SnapshotHeader header, Arguments arguments, Cursor start) {
    TokenBudget budget = arguments.budget();
    arguments.remarks().forEach(answer::note);
    return renderer.render(answer, header, budget, start);
  }

  private static Cursor cursor(Arguments arguments, SnapshotHeader header) {
    Cursor start = Cursor.start(header.id(), arguments.queryHash());
    String text = arguments.text("cursor");
    return text.isBlank() ? start : Cursor.decode(text.strip(), start);
  }

  /** Opens the newest snapshot; waits a while if the first one is just being made. */
  private GraphLease open(Arguments arguments, CallListener listener) {
    await(started, 2_000);
    String repository = arguments.text("repo").strip();
    String ref = arguments.text("ref").strip();
    Duration wait =
        listener.waitsLong() ? config.firstIndexWaitWithProgress() : config.firstIndexWait();
    long deadline = System.nanoTime() + wait.toNanos();
    while (true) {
      try {
        return indexing.open(repository, ref);
      } catch (CodeIntelException e) {
        if (e.code() != ErrorCode.UNAVAILABLE || System.nanoTime() > deadline) {
          throw e;
        }
      }
      listener.checkCancelled();
      report(listener);
      sleep();
    }
  }

  private void report(CallListener listener) {
    for (RepositoryStatus status : indexing.status()) {
      if (status.runningStage() != null) {
        String stage = status.runningStage().name().toLowerCase(Locale.ROOT);
        listener.progress(
            "indexing %s: %s".formatted(SafeText.line(status.name()), stage),
            status.done(),
            status.total());
        return;
      }
    }
  }

  private static void await(CountDownLatch latch, long millis) {
    try {
      boolean ignored = latch.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ToolException(ErrorCode.UNAVAILABLE, "The server is shutting down.");
    }
  }
}
