package dev.codeintel.tools;

import dev.codeintel.catalog.Catalog;
import dev.codeintel.catalog.Freshness;
import dev.codeintel.catalog.GraphLease;
import dev.codeintel.catalog.KnownRepository;
import dev.codeintel.graph.LinkQuery;
import dev.codeintel.graph.SymbolFilter;
import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.model.CallScope;
import dev.codeintel.model.CancelledCall;
import dev.codeintel.model.CodeIntelException;
import dev.codeintel.model.Evidence;
import dev.codeintel.model.Relationship;
import dev.codeintel.model.RelationshipKind;
import dev.codeintel.model.Snapshot;
import dev.codeintel.model.Symbol;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.retrieval.Elsewhere;
import dev.codeintel.retrieval.SymbolFinder;
import dev.codeintel.search.CodeSearch;
import dev.codeintel.text.SafeText;
import dev.codeintel.tools.answer.Answer;
import dev.codeintel.tools.answer.Reason;
import dev.codeintel.tools.answer.SnapshotHeader;
import dev.codeintel.tools.input.CommonInput;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call of a tool: what all tools take, and what the tool may ask. The snapshot is opened when
 * the tool asks for it first, and held until the call is closed. Not thread-safe.
 */
public final class ToolCall implements AutoCloseable {
  private static final int MAX_NAMESAKES = 100;

  /** A call that finds nothing looks so long in other repositories, over all its names. */
  private static final long ELSEWHERE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final CommonInput common;
  private final Catalog catalog;
  private final CodeSearch search;
  private final CallContext context;
  private final Consumer<String> remarks;
  private final Supplier<GraphLease> opener;
  private @Nullable GraphLease lease;
  private @Nullable SourceLines sources;
  private long elsewhereNanos;

  /**
   * Makes a call.
   *
   * @param catalog of what there is beside the repository that is asked
   * @param remarks takes what is to be said of how arguments were understood
   * @param opener opens the snapshot
   */
  ToolCall(
      CommonInput common,
      Catalog catalog,
      CodeSearch search,
      CallContext context,
      Consumer<String> remarks,
      Supplier<GraphLease> opener) {
    this.common = common;
    this.catalog = catalog;
    this.search = search;
    this.context = context;
    this.remarks = remarks;
    this.opener = opener;
  }

  /** Returns the arguments that every tool takes. */
  public CommonInput common() {
    return common;
  }

  /** Returns the search over the graph. */
  public CodeSearch search() {
    return search;
  }

  /** Throws if nobody wants the answer any more, or the time is over. */
  static void check(CallContext context) {
    if (context.isCancelled()) {
      throw new CancelledCall();
    }
    CallScope.current().check();
  }

  /**
   * Throws if the caller no longer wants the answer, or its time is over; for tools that may take
   * long.
   */
  public void checkCancelled() {
    check(context);
  }

  private GraphLease lease() {
    GraphLease opened = lease;
    if (opened == null) {
      opened = opener.get();
      lease = opened;
    }
    return opened;
  }

  /** Returns the graph of the snapshot that is asked; valid during the call. */
  public SymbolGraph graph() {
    return lease().graph();
  }

  /** Returns what the answer says about the snapshot; none if the tool did not ask for one. */
  SnapshotHeader header() {
    GraphLease opened = lease;
    return opened == null
        ? SnapshotHeader.NONE
        : SnapshotHeader.of(opened.graph().snapshot(), opened.freshness());
  }

  /** Returns the files that the answer quotes. */
  SourceLines sources() {
    SourceLines opened = sources;
    if (opened == null) {
      opened = new SourceLines(graph());
      sources = opened;
    }
    return opened;
  }

  /** Returns what finds the symbol that an argument means. */
  public SymbolFinder finder() {
    return new SymbolFinder(graph(), remarks, this::elsewhere);
  }

  /** Returns which other repositories have a symbol of this name. */
  Elsewhere elsewhere(String name) {
    List<String> found = new ArrayList<>();
    List<KnownRepository> others = catalog.others(common.repo());
    String own = graph().snapshot().repository();
    int seen = 0;
    for (KnownRepository other : others) {
      check(context);
      if (elsewhereNanos > ELSEWHERE_NANOS) {
        break;
      }
      seen++;
      long start = System.nanoTime();
      if (has(other, name)) {
        boolean isUnique =
            !other.name().equals(own)
                && others.stream().filter(each -> each.name().equals(other.name())).count() == 1;
        found.add(isUnique ? other.name() : other.id());
      }
      elsewhereNanos += System.nanoTime() - start;
    }
    return new Elsewhere(found, others.size() - seen);
  }

  private boolean has(KnownRepository other, String name) {
    try (GraphLease opened = catalog.open(other.id(), "")) {
      return !opened.graph().symbolsByName(name, SymbolFilter.ALL, 1).isEmpty();
    } catch (CodeIntelException e) {
      // What has no snapshot yet has no symbols.
      return false;
    }
  }

  /** Returns the filter for symbols of some kinds, or of all if there are none. */
  public SymbolFilter filter(Set<SymbolKind> kinds) {
    return new SymbolFilter(kinds, common.pathGlob(), common.language(), common.includeTests());
  }

  /** Returns the query for relationships of some kinds, as the caller restricted it. */
  public LinkQuery links(Set<RelationshipKind> kinds) {
    return links(kinds, common.minEvidence(), common.includeTests());
  }

  /** Returns the query for relationships of some kinds where the caller's files are. */
  public LinkQuery links(Set<RelationshipKind> kinds, Evidence least, boolean includeTests) {
    return new LinkQuery(kinds, least, includeTests, common.pathGlob(), common.language());
  }

  /**
   * Returns the places in some files known to use or declare one of these names, as {@code
   * path:line} from line 0.
   */
  Set<String> usesOf(Collection<String> names, Set<String> paths) {
    Set<Integer> ids = new HashSet<>();
    Set<String> places = new HashSet<>();
    Set<SymbolKind> all = EnumSet.allOf(SymbolKind.class);
    for (String name : names) {
      for (Symbol symbol :
          graph().symbolsByName(name, new SymbolFilter(all, "", "", true), MAX_NAMESAKES)) {
        ids.add(symbol.id());
        if (paths.contains(symbol.path())) {
          places.add(symbol.path() + ":" + symbol.nameLine());
        }
      }
    }
    LinkQuery any = new LinkQuery(Set.of(), Evidence.TEXT, true, "", "");
    for (Relationship use : graph().relationshipsTo(ids, any)) {
      if (paths.contains(use.path())) {
        places.add(Unseen.place(use));
      }
    }
    return places;
  }

  /** Adds to an answer what limits every answer from this snapshot. */
  public void addCoverage(Answer answer) {
    String limitation = graph().snapshot().limitation();
    if (limitation != null) {
      answer.partial(Reason.INDEX_LIMITED, limitation);
    }
    Long notLinked = graph().snapshot().counts().get(Snapshot.NOT_LINKED);
    if (notLinked != null) {
      answer.partial(
          Reason.NOT_LINKED,
          notLinked
              + " references are left out, because linking them failed; search_code finds them");
    }
    Freshness freshness = lease().freshness();
    if (freshness.staleFiles() > 0) {
      answer.partial(
          Reason.STALE, freshness.staleFiles() + " files changed since this snapshot was made");
    } else if (freshness.isUnproven()) {
      answer.partial(
          Reason.STALE, "it is not known yet whether files changed since this snapshot was made");
    }
    if (answer.size() == 0) {
      addFiltersThatFitNothing(answer);
    }
  }

  private void addFiltersThatFitNothing(Answer answer) {
    String language = common.language();
    if (!language.isEmpty() && !graph().languages().contains(language)) {
      answer.unknown(
          Reason.NO_SUCH_LANGUAGE,
          "no indexed file is in language \"%s\"; there are %s"
              .formatted(SafeText.shown(language), String.join(", ", graph().languages())));
    }
    String glob = common.pathGlob();
    if (!glob.isEmpty() && graph().files(glob, "", 1).isEmpty()) {
      answer.unknown(
          Reason.NO_SUCH_PATH,
          "no indexed file matches path_glob \"%s\"; outline lists the files"
              .formatted(SafeText.shown(glob)));
    }
  }

  /**
   * Tells whether the snapshot turned out to be unreadable, so that the call is to be tried again.
   */
  boolean isLost() {
    GraphLease opened = lease;
    return opened != null && !opened.isUsable();
  }

  /** Lets go of the snapshot. */
  @Override
  public void close() {
    if (lease != null) {
      lease.close();
    }
  }
}
