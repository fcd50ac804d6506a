package dev.codeintel.tools;

import dev.codeintel.graph.Link;
import dev.codeintel.graph.LinkQuery;
import dev.codeintel.model.Evidence;
import dev.codeintel.model.Labelled;
import dev.codeintel.model.Relationship;
import dev.codeintel.model.RelationshipKind;
import dev.codeintel.model.Symbol;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.retrieval.SymbolFinder.Found;
import dev.codeintel.tools.answer.Answer;
import dev.codeintel.tools.answer.Field;
import dev.codeintel.tools.answer.Fields;
import dev.codeintel.tools.answer.Hit;
import dev.codeintel.tools.input.Argument;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Finds the places that use a symbol. */
@Singleton
final class FindReferencesTool implements Tool<FindReferencesTool.Input> {

  /** The roles a use may have, as the caller names them. */
  enum Role implements Labelled {
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

    private final String label = name().toLowerCase(Locale.ROOT);

    @Override
    public String label() {
      return label;
    }

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

  static final ToolSpec<Input> SPEC =
      ToolSpec.of(
          60,
          "find_references",
          "Find references",
          "Every place that uses a symbol: file, line, role, grade of evidence and the enclosing"
              + " symbol. subtype = what extends or implements it. Use trace for callers of callers."
              + " Example: {\"symbol\":\"OrderService.place\",\"role\":\"call\"}",
          Input.class);

  /** What to look for. */
  record Input(
      @Argument(required = true, description = "id, name, path:line or path:line:name")
          String symbol,
      @Argument(absent = "any") Role role) {}

  @Override
  public ToolSpec<Input> spec() {
    return SPEC;
  }

  @Override
  public Answer answer(Input input, ToolCall call) {
    String wanted = input.symbol();
    Found found = call.finder().find(wanted);
    if (found.isAmbiguous()) {
      return CandidateHit.all(wanted, found);
    }
    Role role = input.role();
    boolean isTest = role == Role.TEST;
    LinkQuery query =
        call.links(
            role.kinds(), call.common().minEvidence(), isTest || call.common().includeTests());
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
      answer.add(() -> use(call, link));
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

  private static Use use(ToolCall call, Link link) {
    Relationship use = link.relationship();
    return new Use(use, link.symbol(), call.sources().line(use.path(), use.line()));
  }

  /**
   * A place that uses a symbol.
   *
   * @param from the symbol around it
   * @param source the line; "" if it is not known
   */
  private record Use(Relationship use, Symbol from, String source) implements Hit {

    @Override
    public Fields fields() {
      return Fields.at(use.path(), use.line())
          .put(Field.ROLE, role(use.kind()))
          .put(Field.EVIDENCE, use.evidence())
          .put(Field.SYMBOL, from.key())
          .put(Field.NAME, from.name())
          .put(Field.KIND, from.kind())
          .putUnlessEmpty(Field.SOURCE, source);
    }

    @Override
    public String line() {
      String owner = from.path().equals(use.path()) ? SymbolHit.shortId(from) : from.key();
      StringBuilder line =
          new StringBuilder(
              "%s:%d %s %s in %s"
                  .formatted(
                      use.path(), use.line() + 1, role(use.kind()), use.evidence().label(), owner));
      SymbolHit.append(line, "  | ", source);
      return line.toString();
    }
  }

  /** Returns the role of a use as hits say it. */
  private static String role(RelationshipKind kind) {
    return switch (kind) {
      case CALLS, INSTANTIATES -> Role.CALL.label();
      case IMPORTS -> Role.IMPORT.label();
      case EXTENDS, IMPLEMENTS -> Role.SUBTYPE.label();
      case OVERRIDES -> Role.OVERRIDE.label();
      case USES_TYPE, ANNOTATED_BY -> Role.TYPE.label();
      case READS -> Role.READ.label();
      case WRITES -> Role.WRITE.label();
      case CONTAINS -> kind.label();
    };
  }

  static String overloads(Found found) {
    return "uses of %d overloads taken together: %s"
        .formatted(
            found.symbols().size(),
            String.join(", ", found.symbols().stream().map(Symbol::key).limit(8).toList()));
  }
}
