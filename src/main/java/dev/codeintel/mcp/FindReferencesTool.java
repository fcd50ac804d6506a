package dev.codeintel.mcp;

import dev.codeintel.graph.Link;
import dev.codeintel.graph.LinkQuery;
import dev.codeintel.mcp.SymbolFinder.Found;
import dev.codeintel.mcp.ToolSpec.ArgumentType;
import dev.codeintel.mcp.ToolSpec.Parameter;
import dev.codeintel.model.Evidence;
import dev.codeintel.model.Relationship;
import dev.codeintel.model.RelationshipKind;
import dev.codeintel.model.Symbol;
import dev.codeintel.model.SymbolKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the places that use a symbol. */
final class FindReferencesTool implements CodeTool {

  /** The roles a use may have, as the caller names them. */
  private enum Role {
    ANY,
    CALL,
    READ,
    WRITE,
    TYPE,
    IMPORT,
    SUBTYPE,
    OVERRIDE,
    /** Any use, but only in test code. */
    TEST;

    Set<RelationshipKind> kinds() {
      return switch (this) {
        // An override names no symbol of its supertype: it is asked for apart.
        case ANY, TEST ->
            EnumSet.complementOf(EnumSet.of(RelationshipKind.CONTAINS, RelationshipKind.OVERRIDES));
        case CALL -> EnumSet.of(RelationshipKind.CALLS, RelationshipKind.INSTANTIATES);
        case READ -> EnumSet.of(RelationshipKind.READS);
        case WRITE -> EnumSet.of(RelationshipKind.WRITES);
        case TYPE -> EnumSet.of(RelationshipKind.USES_TYPE, RelationshipKind.ANNOTATED_BY);
        case IMPORT -> EnumSet.of(RelationshipKind.IMPORTS);
        case SUBTYPE -> EnumSet.of(RelationshipKind.EXTENDS, RelationshipKind.IMPLEMENTS);
        case OVERRIDE -> EnumSet.of(RelationshipKind.OVERRIDES);
      };
    }
  }

  @Override
  public ToolSpec spec() {
    return new ToolSpec(
        "find_references",
        "Find references",
        "Every place that uses a symbol: file, line, role, grade of evidence and the enclosing"
            + " symbol. subtype = what extends or implements it. Use trace for callers of callers."
            + " Example: {\"symbol\":\"OrderService.place\",\"role\":\"call\"}",
        List.of(
            Parameter.required(
                "symbol", ArgumentType.TEXT, "id, name, path:line or path:line:name"),
            Parameter.choice(
                "role",
                "any",
                "call",
                "read",
                "write",
                "type",
                "import",
                "subtype",
                "override",
                "test")));
  }

  @Override
  public Answer answer(ToolCall call) {
    String wanted = call.arguments().text("symbol");
    Found found = call.finder().find(wanted);
    if (found.isAmbiguous()) {
      return SymbolFinder.ambiguous(wanted, found);
    }
    String label = call.arguments().text("role");
    Role role = label.isEmpty() ? Role.ANY : Role.valueOf(label.toUpperCase(java.util.Locale.ROOT));
    boolean isTest = role == Role.TEST;
    LinkQuery query =
        call.links(
            role.kinds(),
            call.arguments().minEvidence(),
            isTest || call.arguments().flag("include_tests"));
    List<Link> links = new ArrayList<>(call.graph().linksTo(targets(call, found, role), query));
    links.addAll(constructions(call, found, role, query));
    if (role == Role.ANY || isTest) {
      // What is derived is written nowhere.
      links.removeIf(link -> !link.relationship().isDirect());
    }
    if (query.least() == Evidence.TEXT) {
      links.addAll(byName(call, found, query));
    }
    links.sort(
        Comparator.comparing((Link link) -> link.relationship().path())
            .thenComparingInt(link -> link.relationship().line()));
    Answer answer = new Answer();
    if (found.symbols().size() > 1) {
      answer.note(overloads(found));
    }
    List<Link> places = distinct(links, isTest);
    call.sources().expect(places.stream().map(link -> link.relationship().path()).toList());
    for (Link link : places) {
      answer.add(() -> hit(call, link));
    }
    Unseen unseen = new Unseen(call);
    if (query.least() != Evidence.TEXT) {
      unseen.addUnattributed(answer, found.symbols(), query);
    }
    unseen.addHidden(answer, targets(call, found, role), query);
    if (role.kinds().contains(RelationshipKind.CALLS)) {
      unseen.addOverridden(answer, found.ids(), query, () -> links);
    }
    unseen.addFiles(answer, names(found), paths -> known(found, links, paths));
    call.addCoverage(answer);
    return answer.ifNothing("No uses found.");
  }

  /** Returns the symbols uses of which count: with constructors where construction is a use. */
  private static List<Integer> targets(ToolCall call, Found found, Role role) {
    boolean countsConstruction = role == Role.CALL || role == Role.ANY || role == Role.TEST;
    return countsConstruction ? call.finder().withConstructors(found) : found.ids();
  }

  /** Returns constructions of a class for its only constructor: they can mean no other. */
  private static List<Link> constructions(ToolCall call, Found found, Role role, LinkQuery query) {
    if (found.symbols().size() != 1
        || found.first().kind() != SymbolKind.CONSTRUCTOR
        || found.first().parentId() < 0
        || !role.kinds().contains(RelationshipKind.INSTANTIATES)) {
      return List.of();
    }
    int owner = found.first().parentId();
    long constructors =
        call.graph().members(owner).stream()
            .filter(member -> member.kind() == SymbolKind.CONSTRUCTOR)
            .count();
    LinkQuery constructing =
        new LinkQuery(
            Set.of(RelationshipKind.INSTANTIATES),
            query.least(),
            query.includeTests(),
            query.pathGlob(),
            query.language());
    return constructors == 1 ? call.graph().linksTo(List.of(owner), constructing) : List.of();
  }

  private static List<Link> byName(ToolCall call, Found found, LinkQuery query) {
    Set<Integer> names = Unseen.unresolved(call.graph(), found.first().name());
    names.removeAll(found.ids());
    return names.isEmpty() ? List.of() : call.graph().linksTo(names, query);
  }

  private static Set<String> names(Found found) {
    Set<String> names = new LinkedHashSet<>();
    found.symbols().forEach(symbol -> names.add(symbol.name()));
    return names;
  }

  /**
   * Returns the places in some files that are listed, and those of the declarations: they are no
   * uses.
   */
  private static Set<String> known(Found found, List<Link> links, Set<String> paths) {
    Set<String> known = new HashSet<>();
    links.stream()
        .map(Link::relationship)
        .filter(use -> paths.contains(use.path()))
        .forEach(use -> known.add(Unseen.place(use)));
    found.symbols().forEach(symbol -> known.add(symbol.path() + ":" + symbol.nameLine()));
    return known;
  }

  private static List<Link> distinct(List<Link> links, boolean testsOnly) {
    Map<String, Link> byPlace = new LinkedHashMap<>();
    for (Link link : links) {
      if (testsOnly && !link.symbol().isTest()) {
        continue;
      }
      Relationship use = link.relationship();
      String place = use.path() + "\n" + use.line() + "\n" + role(use.kind());
      Link known = byPlace.get(place);
      if (known == null || use.evidence().compareTo(known.relationship().evidence()) < 0) {
        byPlace.put(place, link);
      }
    }
    return List.copyOf(byPlace.values());
  }

  private static Hit hit(ToolCall call, Link link) {
    Relationship use = link.relationship();
    Symbol from = link.symbol();
    String source = call.sources().line(use.path(), use.line());
    String owner = from.path().equals(use.path()) ? SymbolHits.shortId(from) : from.key();
    return Hit.at(use.path(), use.line())
        .put("role", role(use.kind()))
        .put("evidence", use.evidence().label())
        .put("symbol", from.key())
        .put("name", from.name())
        .put("kind", from.kind().label())
        .putUnlessEmpty("source", source)
        .say(use.path() + ":" + (use.line() + 1))
        .say(" " + role(use.kind()) + " " + use.evidence().label() + " in " + owner)
        .sayUnlessEmpty("  | ", source);
  }

  static String role(RelationshipKind kind) {
    return switch (kind) {
      case CALLS, INSTANTIATES -> "call";
      case IMPORTS -> "import";
      case EXTENDS, IMPLEMENTS -> "subtype";
      case OVERRIDES -> "override";
      case USES_TYPE, ANNOTATED_BY -> "type";
      case READS -> "read";
      case WRITES -> "write";
      case CONTAINS -> "contains";
    };
  }

  static String overloads(Found found) {
    return "uses of %d overloads taken together: %s"
        .formatted(
            found.symbols().size(),
            String.join(", ", found.symbols().stream().map(Symbol::key).limit(8).toList()));
  }
}
