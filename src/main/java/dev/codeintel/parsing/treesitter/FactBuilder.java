package dev.codeintel.parsing.treesitter;

import dev.codeintel.model.Definition;
import dev.codeintel.model.FileFacts;
import dev.codeintel.model.Import;
import dev.codeintel.model.LocalVariable;
import dev.codeintel.model.Parameter;
import dev.codeintel.model.ReferenceRole;
import dev.codeintel.model.ReferenceTable;
import dev.codeintel.model.Scope;
import dev.codeintel.model.SourceRange;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.parsing.NestingException;
import dev.codeintel.parsing.language.CaptureName;
import dev.codeintel.parsing.language.Language;
import dev.codeintel.parsing.language.Operator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Builds the facts of one file from the captures of its language's query. Used once; not
 * thread-safe.
 *
 * <p>How nesting comes about: tags are sorted by start, longer first, so that one sweep with a
 * stack of open scopes sees every outer node before its inner ones. The stack's top is the scope of
 * whatever comes next. References get their rows in a second order, inner before outer, so that the
 * receiver and the arguments of a call have a row when the call's own is made; rows are found by
 * the exact range of their node. Nothing here recurses, so nesting may be as deep as a file likes.
 */
final class FactBuilder {
  /**
   * Of a name's qualifiers, and of the scopes it is looked up in, there are as many as it nests.
   */
  private static final int MAX_NESTING = 4_000;

  private static final int MAX_HEADER = 4_000;
  private static final int MAX_SIGNATURE = 400;
  private static final int MAX_NAME_BYTES = 1_000;
  private static final int MAX_TYPE_BYTES = 500;
  private static final int MAX_ROUNDS = 4;
  private static final int MAX_WORDS = 40;
  private static final int[] NO_ARGUMENTS = {};
  private static final Pattern DOTTED_NAME = Pattern.compile("[A-Za-z_]\\w*(?:\\.\\w+)*");

  /** Names joined by what types are made with, and no sentence. */
  private static final Pattern QUOTED_TYPE =
      Pattern.compile("[\"']\\s*[\\w.]+(?:\\s*[\\[\\],|]\\s*[\\w.]*)*\\s*[\"']");

  private final Language language;
  private final TagQuery query;
  private final String path;
  private final SourceText source;
  private final CommentIndex comments;

  private final List<Tag> tags = new ArrayList<>();
  private final List<Tag> arguments = new ArrayList<>();
  private final List<Tag> docs = new ArrayList<>();

  /** Where names stand that a pattern has given a meaning: they are no mere reads. */
  private final BitSet namedAt = new BitSet();

  /** Where names stand that are imported: they are not defined here. */
  private final BitSet importedAt = new BitSet();

  private final List<Scope> scopes = new ArrayList<>();
  private final List<DefinitionDraft> drafts = new ArrayList<>();
  private final Map<MemberName, DefinitionDraft> values = new HashMap<>();

  /** By the index of the parent, or -1: what was defined last. */
  private final Map<Integer, DefinitionDraft> lastOf = new HashMap<>();

  private final Map<MemberName, LocalDraft> localNames = new HashMap<>();

  /** Names that a scope assigns to without having a variable of that name, and where that is. */
  private final Map<MemberName, String> outerNames = new HashMap<>();

  private final Map<Integer, Integer> parameterCounts = new HashMap<>();
  private final List<LocalDraft> locals = new ArrayList<>();
  private final List<Import> imports = new ArrayList<>();
  private final Set<Integer> wildcardImports = new HashSet<>();
  private final List<Tag> references = new ArrayList<>();
  private final List<String> exports = new ArrayList<>();
  private @Nullable String packageName;

  FactBuilder(Language language, TagQuery query, String path, SourceText source) {
    this.language = language;
    this.query = query;
    this.path = path;
    this.source = source;
    this.comments = new CommentIndex(source, language);
  }

  FileFacts build(CaptureBuffer captures) {
    readTags(captures);
    sweep();
    Rows rows = new Rows();
    List<Definition> definitions = new ArrayList<>(drafts.size());
    int[] bounds = new int[drafts.size() * 2];
    for (DefinitionDraft draft : drafts) {
      bounds[draft.index * 2] = draft.start;
      bounds[draft.index * 2 + 1] = draft.tag.end;
    }
    DeclarationHashes hashes = new DeclarationHashes(source, bounds);
    for (DefinitionDraft draft : drafts) {
      definitions.add(draft.finish(rows, hashes));
    }
    List<LocalVariable> variables = new ArrayList<>(locals.size());
    for (LocalDraft local : locals) {
      variables.add(local.finish(rows));
    }
    return new FileFacts(
        path,
        language.id(),
        packageName,
        source.lineCount(),
        captures.hasErrors() ? 1 : 0,
        definitions,
        scopes,
        variables,
        imports,
        rows.table,
        exports);
  }

  /** Turns matches into tags; of two that name the same thing the earlier pattern's is kept. */
  private void readTags(CaptureBuffer captures) {
    List<Tag> found = new ArrayList<>();
    LongIntMap byAnchor = new LongIntMap(captures.size() / 8);
    for (int at = 0; at < captures.size(); ) {
      int end = at + 2 + captures.get(at + 1) * 3;
      Tag tag = tag(captures, at, end);
      // What the parser put in where the grammar misses something has no width, and says nothing.
      if (tag != null && tag.start < tag.end && isImportOrOther(tag)) {
        keepBetter(found, byAnchor, tag);
      }
      at = end;
    }
    for (Tag tag : found) {
      file(tag);
    }
    arguments.sort(FactBuilder::compareByStart);
    docs.sort(Comparator.comparingInt(t -> t.start));
    comments.sort();
    arguments.removeIf(argument -> comments.startsAt(argument.start));
  }

  /** Returns the tag of a match, or null if it is about nothing. */
  private @Nullable Tag tag(CaptureBuffer captures, int match, int end) {
    int main = find(captures, match, end, CaptureName.Group::isMain);
    if (main < 0) {
      return null;
    }
    CaptureName meaning = query.capture(captures.get(main));
    int sign = find(captures, match, end, group -> group == CaptureName.Group.OPERATOR);
    Operator operator = null;
    if (sign >= 0) {
      String text = source.text(captures.get(sign + 1), captures.get(sign + 2));
      operator = language.operators().get(text);
      if (operator == null) {
        return null;
      }
      meaning = operator.expression();
    }
    Tag tag = new Tag(meaning, captures.get(match), captures.get(main + 1), captures.get(main + 2));
    for (int i = match + 2; i < end; i += 3) {
      CaptureName name = query.capture(captures.get(i));
      if (!name.group().isMain() && (operator == null || operator.counts(name.group()))) {
        tag.describe(name, captures.get(i + 1), captures.get(i + 2));
      }
    }
    return tag;
  }

  /** Returns where the first capture of a kind is in a match, or -1. */
  private int find(CaptureBuffer captures, int match, int end, Predicate<CaptureName.Group> kind) {
    for (int i = match + 2; i < end; i += 3) {
      if (kind.test(query.capture(captures.get(i)).group())) {
        return i;
      }
    }
    return -1;
  }

  /** An import that is written as a call is one only if the call's name says so. */
  private boolean isImportOrOther(Tag tag) {
    return tag.group != CaptureName.Group.IMPORT
        || tag.nameStart < 0
        || language.importWords().contains(source.text(tag.nameStart, tag.nameEnd));
  }

  private static void keepBetter(List<Tag> found, LongIntMap byAnchor, Tag tag) {
    long family =
        switch (tag.group) {
          // A parameter may declare a property of its type as well.
          case DEFINITION -> "property".equals(tag.detail) ? 10 : 1;
          case LOCAL, PARAMETER, TYPEPARAMETER -> 1;
          case REFERENCE -> isSupertype(tag) || "annotation".equals(tag.detail) ? 3 : 2;
          case SCOPE, EXTENSION -> 4;
          case LITERAL, CAST, TRANSPARENT, OPERATION, FUNCTION -> 5;
          case ARGUMENT -> 6;
          case IMPORT -> 7;
          // Two readings of one assignment: what stands on its left tells them apart.
          case EXPORT -> "default".equals(tag.detail) ? 11 : 8;
          default -> 9;
        };
    int anchor = tag.group == CaptureName.Group.IMPORT ? importAnchor(tag) : tag.anchor();
    if (tag.group == CaptureName.Group.LOCAL && anchor < tag.start) {
      // One name may be declared anew in each of several scopes after it.
      anchor = tag.start;
    }
    int end =
        family == 1 || family == 10 || family == 3 || family == 7
            ? 0
            : tag.nameStart >= 0 && family == 2 ? tag.nameEnd : tag.end;
    long key = ((long) anchor << 32 | (end & 0x0fffffffL)) ^ family << 60;
    int known = byAnchor.get(key);
    if (known == LongIntMap.ABSENT) {
      byAnchor.put(key, found.size());
      found.add(tag);
    } else if (isBetter(tag, found.get(known))) {
      found.set(known, tag);
    }
  }

  private static boolean isBetter(Tag next, Tag old) {
    return next.pattern < old.pattern
        || (next.pattern == old.pattern && next.detailCount() > old.detailCount());
  }

  private static int importAnchor(Tag tag) {
    return tag.memberStart >= 0
        ? tag.memberStart
        : tag.moduleStart >= 0 ? tag.moduleStart : tag.start;
  }

  private void file(Tag tag) {
    switch (tag.group) {
      case ARGUMENT -> arguments.add(tag);
      case DOC -> docs.add(tag);
      case COMMENT -> comments.add(tag.start, tag.end);
      case IGNORED -> namedAt.set(tag.anchor());
      default -> {
        tags.add(tag);
        if (tag.nameStart >= 0 && !isRead(tag)) {
          namedAt.set(tag.nameStart);
        }
        if (tag.group == CaptureName.Group.IMPORT) {
          set(namedAt, tag.memberStart);
          set(namedAt, tag.aliasStart);
          set(namedAt, tag.moduleStart);
          set(importedAt, tag.aliasStart >= 0 ? tag.aliasStart : tag.memberStart);
        }
      }
    }
  }

  private static void set(BitSet places, int offset) {
    if (offset >= 0) {
      places.set(offset);
    }
  }

  private static boolean isRead(Tag tag) {
    return tag.group == CaptureName.Group.REFERENCE && "read".equals(tag.detail);
  }

  private static int rank(Tag tag) {
    return switch (tag.group) {
      case DEFINITION, EXTENSION -> 0;
      case SCOPE -> 1;
      default -> 2;
    };
  }

  private static int compareByStart(Tag a, Tag b) {
    return a.start != b.start ? Integer.compare(a.start, b.start) : Integer.compare(b.end, a.end);
  }

  /** Outer before inner, and what opens a scope before what is in it. */
  private static int compareBySource(Tag a, Tag b) {
    int order = compareByStart(a, b);
    if (order == 0) {
      order = Integer.compare(rank(a), rank(b));
    }
    if (order == 0) {
      order = Integer.compare(a.anchor(), b.anchor());
    }
    return order == 0 ? Integer.compare(a.pattern, b.pattern) : order;
  }

  private void sweep() {
    tags.sort(FactBuilder::compareBySource);
    Deque<Open> open = new ArrayDeque<>();
    scopes.add(new Scope(-1, -1, null, 0, source.length()));
    open.push(new Open(0, -1, null, source.length(), null, -1));
    int nameEnd = 0;
    int typeEnd = 0;
    for (Tag tag : tags) {
      while (tag.start >= open.element().end && open.size() > 1) {
        open.pop();
      }
      Open top = open.element();
      tag.scope = top.scope;
      if (isPartOfName(tag, nameEnd)) {
        continue;
      }
      switch (tag.group) {
        case DEFINITION -> define(tag, open);
        case EXTENSION -> {
          boolean isNamed = top.draft != null && top.draft.kind == SymbolKind.TYPE;
          if ("inline".equals(tag.detail) && isNamed) {
            continue;
          }
          String owner =
              switch (tag.detail) {
                case "anonymous" -> null;
                case "literal", "inline" -> Definition.IN_LITERAL;
                default -> Tag.text(source, tag.nameStart, tag.nameEnd);
              };
          openRegion(tag, open, owner);
        }
        case SCOPE -> {
          if (!isBodyOf(top, tag)) {
            boolean isInLiteral = Definition.IN_LITERAL.equals(top.extended);
            openRegion(tag, open, isInLiteral ? null : top.extended);
          }
        }
        case LOCAL, PARAMETER, TYPEPARAMETER -> declareLocal(tag, top);
        case IMPORT -> {
          nameEnd = Math.max(nameEnd, tag.end);
          addImport(tag);
        }
        case PACKAGE -> {
          nameEnd = Math.max(nameEnd, tag.nameEnd);
          packageName = Tag.text(source, tag.nameStart, tag.nameEnd);
        }
        case EXPORT -> addExport(tag);
        case REFERENCE -> {
          references.add(tag);
          if (isSupertype(tag) && top.draft != null && top.draft.kind.isValue()) {
            // An embedded field names a supertype of the type around it.
            tag.scope = top.draft.outerScope;
          }
          if (isSupertype(tag) && tag.receiverStart < 0) {
            nameEnd = Math.max(nameEnd, firstBracket(tag));
          }
        }
        case TYPETEXT -> typeEnd = Math.max(typeEnd, tag.end);
        case LITERAL -> {
          if (tag.start < typeEnd && "string".equals(tag.detail)) {
            addQuotedTypes(tag);
          } else {
            references.add(tag);
          }
        }
        case CAST, TRANSPARENT, OPERATION, FUNCTION, RETURN -> references.add(tag);
        default -> throw new IllegalStateException("not a main capture: " + tag);
      }
    }
  }

  /** A callable's body, or the function a variable is set to, is no scope beside the callable's. */
  private static boolean isBodyOf(Open top, Tag tag) {
    return top.draft != null
        && top.draft.kind.isCallable()
        && top.scope == top.draft.scope
        && top.end == tag.end
        && tag.start <= top.draft.tag.bodyStart;
  }

  /**
   * The parts of the dotted name of an import, a package or a supertype are no uses of their own.
   */
  private static boolean isPartOfName(Tag tag, int nameEnd) {
    return tag.start < nameEnd
        && tag.group == CaptureName.Group.REFERENCE
        && ("read".equals(tag.detail) || "type".equals(tag.detail));
  }

  private static boolean isSupertype(Tag tag) {
    return "extension".equals(tag.detail) || "implementation".equals(tag.detail);
  }

  /** A type may stand in quotes because what it names is defined later. */
  private void addQuotedTypes(Tag quoted) {
    String text = source.text(quoted.start, quoted.end);
    if (!QUOTED_TYPE.matcher(text).matches() || quoted.end - quoted.start > MAX_TYPE_BYTES) {
      return;
    }
    Matcher names = DOTTED_NAME.matcher(text);
    while (names.find()) {
      // What the pattern lets through is a byte a character.
      Tag use =
          new Tag(
              new CaptureName(CaptureName.Group.REFERENCE, "type"),
              quoted.pattern,
              quoted.start + names.start(),
              quoted.start + names.end());
      use.nameStart = use.start;
      use.nameEnd = use.end;
      use.scope = quoted.scope;
      references.add(use);
    }
  }

  /** Type arguments after a name are uses; the name ends where they begin. */
  private int firstBracket(Tag tag) {
    for (int at = tag.nameStart; at < tag.nameEnd; at++) {
      if (source.at(at) == '<' || source.at(at) == '[') {
        return at;
      }
    }
    return tag.nameEnd;
  }

  private void addExport(Tag tag) {
    if (tag.receiverStart >= 0
        && !language.exportWords().contains(source.text(tag.receiverStart, tag.receiverEnd))) {
      return;
    }
    String own = unquote(source.text(tag.nameStart, tag.nameEnd));
    String offered = Tag.text(source, tag.aliasStart, tag.aliasEnd);
    exports.add(
        (offered != null ? offered : "default".equals(tag.detail) ? "default" : own) + ":" + own);
  }

  private int openScope(Open top, Tag tag, int definition) {
    String selfType =
        tag.group == CaptureName.Group.EXTENSION
            ? Tag.text(source, tag.nameStart, tag.nameEnd)
            : null;
    scopes.add(new Scope(top.scope, definition, selfType, tag.start, tag.end));
    return scopes.size() - 1;
  }

  /** Opens a scope that is no definition's own. */
  private void openRegion(Tag tag, Deque<Open> open, @Nullable String extended) {
    Open top = open.element();
    int scope = openScope(top, tag, top.definition);
    push(open, new Open(scope, top.definition, top.draft, tag.end, extended, tag.start));
  }

  private static void push(Deque<Open> open, Open next) {
    if (open.size() > MAX_NESTING) {
      throw new NestingException(MAX_NESTING);
    }
    open.push(next);
  }

  /** Returns the text before a name, where its modifiers are; it may have whole bodies in it. */
  private String header(Tag tag) {
    int end = Math.max(tag.start, tag.nameStart);
    return source.text(tag.start, Math.min(end, tag.start + MAX_HEADER));
  }

  /** A member of a type is another one than the same name of its instances. */
  private MemberName memberName(Tag tag, @Nullable DefinitionDraft parent, String name) {
    if (parent == null || !parent.kind.isType() || language.staticWords().isEmpty()) {
      return new MemberName(parent == null ? -1 : parent.index, name);
    }
    Set<String> words = words(header(tag));
    boolean isStatic = words.stream().anyMatch(language.staticWords()::contains);
    return new MemberName(parent.index, isStatic ? name + " static" : name);
  }

  private boolean isImported(Tag tag) {
    return tag.nameStart >= 0 && importedAt.get(tag.nameStart);
  }

  private void define(Tag tag, Deque<Open> open) {
    if (isImported(tag)) {
      return;
    }
    if (tag.nameStart < 0
        || tag.nameEnd <= tag.nameStart
        || tag.nameEnd - tag.nameStart > MAX_NAME_BYTES) {
      openRegion(tag, open, null);
      return;
    }
    Open top = open.element();
    SymbolKind kind = SymbolKind.ofLabel(tag.detail).orElseThrow();
    // Two names of one declaration (int a, b;) have the same node: they are siblings.
    if (kind.isValue()
        && top.draft != null
        && top.start == tag.start
        && top.end == tag.end
        && top.draft.kind.isValue()) {
      open.pop();
      top = open.element();
      tag.scope = top.scope;
    }
    String name = source.text(tag.nameStart, tag.nameEnd);
    DefinitionDraft parent = top.draft;
    if (kind.isValue()) {
      if (tag.receiverStart >= 0) {
        if (!language
            .profile()
            .selfNames()
            .contains(source.text(tag.receiverStart, tag.receiverEnd))) {
          return;
        }
        parent = typeAround(parent);
        if (parent == null) {
          return;
        }
        kind = SymbolKind.FIELD;
      } else if (kind == SymbolKind.PROPERTY && parent != null && parent.kind.isCallable()) {
        boolean isDeclaredByConstructor = parent.kind == SymbolKind.CONSTRUCTOR;
        parent = parent.parent;
        if (!isDeclaredByConstructor || parent == null || !parent.kind.isType()) {
          return;
        }
      } else if (kind == SymbolKind.FIELD
          && parent != null
          && parent.kind.isCallable()
          && typeAround(parent) != null) {
        parent = typeAround(parent);
      } else if (parent != null && (parent.kind.isCallable() || parent.kind.isValue())) {
        declareLocal(tag, top);
        return;
      } else if (parent != null && parent.kind.isType() && kind == SymbolKind.VARIABLE) {
        kind = SymbolKind.FIELD;
      }
      MemberName key = memberName(tag, parent, name);
      DefinitionDraft known = values.get(key);
      if (known != null) {
        known.assign(tag);
        return;
      }
      DefinitionDraft draft = new DefinitionDraft(tag, kind, name, parent, top, drafts.size());
      values.put(key, draft);
      if (parent != top.draft) {
        // Set by a method: what stands on the right belongs to that method.
        drafts.add(draft);
        draft.scope = top.scope;
      } else {
        lastOf.put(parent == null ? -1 : parent.index, draft);
        push(draft, tag, open);
      }
      return;
    }
    if (kind == SymbolKind.FUNCTION && parent != null && parent.kind.isType()) {
      kind = SymbolKind.METHOD;
    }
    if (kind == SymbolKind.METHOD && language.profile().constructorNames().contains(name)) {
      kind = SymbolKind.CONSTRUCTOR;
    }
    DefinitionDraft last = lastOf.get(parent == null ? -1 : parent.index);
    if (last != null && last.kind == kind && last.isSignatureOf(name)) {
      last.implement(tag);
      reopen(last, tag, open);
      return;
    }
    DefinitionDraft draft = new DefinitionDraft(tag, kind, name, parent, top, drafts.size());
    lastOf.put(parent == null ? -1 : parent.index, draft);
    push(draft, tag, open);
  }

  private void push(DefinitionDraft draft, Tag tag, Deque<Open> open) {
    drafts.add(draft);
    reopen(draft, tag, open);
  }

  private void reopen(DefinitionDraft draft, Tag tag, Deque<Open> open) {
    draft.scope = openScope(open.element(), tag, draft.index);
    push(open, new Open(draft.scope, draft.index, draft, tag.end, null, tag.start));
  }

  private void declareLocal(Tag tag, Open top) {
    if (isImported(tag) || tag.nameEnd - tag.nameStart > MAX_NAME_BYTES) {
      return;
    }
    String name = tag.nameStart < 0 ? "_" : source.text(tag.nameStart, tag.nameEnd);
    boolean isParameter = tag.group == CaptureName.Group.PARAMETER;
    if (isParameter
        && top.draft != null
        && top.scope == top.draft.scope
        && top.draft.kind.isCallable()) {
      top.draft.parameters.add(
          new Parameter(
              name,
              type(tag),
              "optional".equals(tag.detail) || tag.valueStart >= 0,
              "variadic".equals(tag.detail) || "rest".equals(tag.detail)));
    }
    int position = isParameter ? parameterCounts.merge(top.scope, 1, Integer::sum) - 1 : -1;
    if (tag.nameStart < 0) {
      return;
    }
    if ("outer".equals(tag.detail) || "global".equals(tag.detail)) {
      outerNames.put(new MemberName(top.scope, name), tag.detail);
    }
    String declaredElsewhere = outerNames.get(new MemberName(top.scope, name));
    if (declaredElsewhere != null) {
      DefinitionDraft variable = values.get(new MemberName(-1, name));
      if (variable != null && tag.valueStart >= 0 && "global".equals(declaredElsewhere)) {
        variable.assign(tag);
      }
      return;
    }
    // Without declared types a variable is what was assigned last. Otherwise a second assignment
    // tells nothing new, unless the first told nothing.
    LocalDraft local = new LocalDraft(tag, name, top.scope, position);
    LocalDraft known = localNames.putIfAbsent(new MemberName(top.scope, name), local);
    boolean isTypedAgain =
        known != null && known.tag.typeStart >= 0 && tag.typeStart >= 0 && !isParameter;
    if (isTypedAgain) {
      locals.add(local);
    } else if (known == null || (known.tag.typeStart < 0 && known.tag.valueStart < 0)) {
      locals.add(local);
      localNames.put(new MemberName(top.scope, name), local);
    } else if (language.profile().followsAssignments()) {
      locals.add(local);
    }
  }

  /** A field that a method sets belongs to the type of the method. */
  private static @Nullable DefinitionDraft typeAround(@Nullable DefinitionDraft from) {
    DefinitionDraft around = from;
    while (around != null && !around.kind.isType()) {
      around = around.parent;
    }
    return around;
  }

  private void addImport(Tag tag) {
    String module = unquote(source.text(tag.moduleStart, tag.moduleEnd));
    if (tag.receiverStart >= 0) {
      // One path before many names, as in use a::{b::c, d}: the module is all of it.
      module =
          source.text(tag.receiverStart, tag.receiverEnd) + language.profile().separator() + module;
    }
    String member =
        "default".equals(tag.detail) ? "default" : Tag.text(source, tag.memberStart, tag.memberEnd);
    if ("path".equals(tag.detail)) {
      String separator = language.profile().separator();
      int last = module.lastIndexOf(separator);
      if (last > 0) {
        member = module.substring(last + separator.length());
        module = module.substring(0, last);
      }
    }
    boolean all = tag.detail.endsWith("all");
    if (all && tag.aliasStart < 0) {
      wildcardImports.add(tag.start);
    } else if (wildcardImports.contains(tag.start)) {
      return;
    }
    imports.add(
        new Import(
            module,
            all ? Import.ALL : member,
            Tag.text(source, tag.aliasStart, tag.aliasEnd),
            tag.detail.startsWith("static"),
            tag.detail.startsWith("reexport"),
            tag.scope,
            source.line(importAnchor(tag))));
  }

  private @Nullable String type(Tag tag) {
    if (tag.typeStart < 0 || tag.typeEnd - tag.typeStart > MAX_TYPE_BYTES) {
      return null;
    }
    String text = stripTypeMarker(source.folded(tag.typeStart, tag.typeEnd, MAX_TYPE_BYTES));
    return text.isEmpty() ? null : text;
  }

  /** TypeScript's annotation node begins with the colon. */
  private static String stripTypeMarker(String text) {
    return text.startsWith(":") ? text.substring(1).strip() : text;
  }

  static String unquote(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isQuote(text.charAt(start))) {
      start++;
    }
    while (end > start && isQuote(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'' || c == '`' || c == '<' || c == '>';
  }

  private record MemberName(int owner, String name) {

    /** Written out: what a record is given is interpreted by the native executable. */
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof MemberName that && owner == that.owner && name.equals(that.name);
    }

    @Override
    public int hashCode() {
      return 31 * owner + name.hashCode();
    }
  }

  /** A scope that is open at the current place of the sweep. */
  private record Open(
      int scope,
      int definition,
      @Nullable DefinitionDraft draft,
      int end,
      @Nullable String extended,
      int start) {}

  private final class LocalDraft {
    final Tag tag;
    final String name;
    final int scope;
    final int position;

    LocalDraft(Tag tag, String name, int scope, int position) {
      this.tag = tag;
      this.name = name;
      this.scope = scope;
      this.position = position;
    }

    /** Inside its function a variadic parameter is a sequence. */
    private @Nullable String declaredType() {
      String type = type(tag);
      return type != null && "variadic".equals(tag.detail) ? type + "[]" : type;
    }

    LocalVariable finish(Rows rows) {
      return new LocalVariable(
          name,
          scope,
          tag.nameStart,
          declaredType(),
          rows.rowOf(tag.valueStart, tag.valueEnd),
          position,
          "element".equals(tag.detail));
    }
  }

  /** A definition while its file is still being read. */
  private final class DefinitionDraft {
    final int start;
    final int nameStart;
    final SymbolKind kind;
    final String name;
    final @Nullable DefinitionDraft parent;
    final int outerScope;
    final @Nullable String owner;
    final int index;
    final List<Parameter> parameters = new ArrayList<>();

    /** The declaration that tells: of several signatures the last. */
    Tag tag;

    /** The assignment that tells the type of a variable. */
    Tag assignment;

    int scope;

    DefinitionDraft(
        Tag tag,
        SymbolKind kind,
        String name,
        @Nullable DefinitionDraft parent,
        Open top,
        int index) {
      this.tag = tag;
      this.assignment = tag;
      this.start = tag.start;
      this.nameStart = tag.nameStart;
      this.kind = kind;
      this.name = name;
      this.parent = parent;
      this.outerScope = top.scope;
      this.owner = tag.ownerStart >= 0 ? source.text(tag.ownerStart, tag.ownerEnd) : top.extended;
      this.index = index;
    }

    /** Tells whether the definition only gives a signature to the next one, which is called so. */
    boolean isSignatureOf(String next) {
      return kind.isCallable()
          && name.equals(next)
          && !language.signatureWords().isEmpty()
          && words().stream().anyMatch(language.signatureWords()::contains);
    }

    /**
     * A later assignment tells what the first one did not: it had no value, or none to speak of.
     */
    void assign(Tag next) {
      String nothing = language.profile().literalTypes().get("null");
      boolean saysNothing =
          assignment.valueStart < 0
              || source.text(assignment.valueStart, assignment.valueEnd).equals(nothing);
      if (assignment.typeStart < 0 && saysNothing) {
        assignment = next;
      }
    }

    /** Goes on with the next signature, or with the definition the signatures so far are for. */
    void implement(Tag next) {
      tag = next;
      assignment = next;
      parameters.clear();
    }

    private Set<String> words() {
      return FactBuilder.words(header(tag));
    }

    Definition finish(Rows rows, DeclarationHashes hashes) {
      int headerEnd = tag.bodyStart >= 0 ? tag.bodyStart : tag.end;
      Set<String> words = words();
      return new Definition(
          kind,
          name,
          parent == null ? -1 : parent.index,
          outerScope,
          new SourceRange(
              start,
              tag.end,
              source.line(start),
              source.column(start),
              source.line(tag.end > tag.start ? tag.end - 1 : tag.end),
              source.column(tag.end)),
          source.line(nameStart),
          signature(headerEnd),
          comments.docOf(tag.start, docInside()),
          visibility(words),
          words.stream().anyMatch(language.staticWords()::contains),
          isAbstract(words),
          tag.bodyStart >= 0,
          type(assignment),
          owner,
          rows.rowOf(assignment.valueStart, assignment.valueEnd),
          parameters,
          hashes.hash(start, tag.end));
    }

    private boolean isAbstract(Set<String> words) {
      boolean isInInterface =
          parent != null
              && (parent.kind == SymbolKind.INTERFACE || parent.kind == SymbolKind.TRAIT);
      return words.stream().anyMatch(language.abstractWords()::contains)
          || (isInInterface && kind.isCallable() && tag.bodyStart < 0);
    }

    private @Nullable Tag docInside() {
      int low = 0;
      int high = docs.size() - 1;
      while (low <= high) {
        int middle = (low + high) >>> 1;
        if (docs.get(middle).start < tag.nameStart) {
          low = middle + 1;
        } else {
          high = middle - 1;
        }
      }
      if (low >= docs.size()) {
        return null;
      }
      Tag doc = docs.get(low);
      boolean isFirstInBody =
          tag.bodyStart >= 0 && doc.start >= tag.bodyStart && doc.start - tag.bodyStart < 8;
      return isFirstInBody && doc.end <= tag.end ? doc : null;
    }

    private String signature(int headerEnd) {
      int from = tag.start;
      // Annotations and decorators come first; the signature begins after them.
      while (from < tag.nameStart
          && source.at(from) == '@'
          && !source.text(from, from + 10).equals("@interface")) {
        from = afterAnnotation(from);
      }
      String text = source.folded(from, Math.max(headerEnd, tag.nameEnd), MAX_SIGNATURE);
      int brace = kind.isCallable() || kind.isType() ? text.indexOf('{') : -1;
      String header = brace > 0 ? text.substring(0, brace).strip() : text;
      return header.endsWith(":") || header.endsWith("=") || header.endsWith(";")
          ? header.substring(0, header.length() - 1).strip()
          : header;
    }

    private int afterAnnotation(int from) {
      int at = from + 1;
      while (at < tag.nameStart
          && (Character.isLetterOrDigit(source.at(at))
              || source.at(at) == '.'
              || source.at(at) == '_')) {
        at++;
      }
      int depth = 0;
      if (at < tag.nameStart && source.at(at) == '(') {
        do {
          if (source.at(at) == '(') {
            depth++;
          } else if (source.at(at) == ')') {
            depth--;
          }
          at++;
        } while (depth > 0 && at < tag.nameStart);
      }
      while (at < tag.nameStart && source.at(at) <= ' ') {
        at++;
      }
      return at;
    }

    private dev.codeintel.model.Visibility visibility(Set<String> words) {
      return VisibilityReader.read(
          language.visibility(),
          words,
          name,
          parent != null
              && (parent.kind == SymbolKind.INTERFACE || parent.kind == SymbolKind.TRAIT));
    }
  }

  private static Set<String> words(String header) {
    Set<String> words = new HashSet<>();
    int at = 0;
    while (at < header.length() && words.size() < MAX_WORDS) {
      int start = at;
      while (at < header.length() && isWordPart(header.charAt(at))) {
        at++;
      }
      if (at > start) {
        words.add(header.substring(start, at).toLowerCase(Locale.ROOT));
      }
      at++;
    }
    return words;
  }

  private static boolean isWordPart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }

  /** The rows of the reference table, and which node each stands for. */
  private final class Rows {
    final ReferenceTable table;
    private final LongIntMap byRange = new LongIntMap(references.size());
    private final LongIntMap known = new LongIntMap(references.size());

    Rows() {
      references.sort(Rows::compare);
      for (Tag tag : references) {
        known.put(range(tag.start, tag.end), 0);
      }
      ReferenceTable.Builder builder = ReferenceTable.builder();
      List<Tag> waiting = references;
      for (int round = 0; round < MAX_ROUNDS && !waiting.isEmpty(); round++) {
        List<Tag> late = new ArrayList<>();
        boolean isLast = round == MAX_ROUNDS - 1;
        for (Tag tag : waiting) {
          if (!isLast && waitsFor(tag)) {
            late.add(tag);
          } else {
            add(builder, tag);
          }
        }
        waiting = late;
      }
      table = builder.build();
    }

    /** Inner before outer; what stands for another expression after it. */
    private static int compare(Tag a, Tag b) {
      if (a.end != b.end) {
        return Integer.compare(a.end, b.end);
      }
      return a.start != b.start
          ? Integer.compare(b.start, a.start)
          : Boolean.compare(isTransparent(a), isTransparent(b));
    }

    private static boolean isTransparent(Tag tag) {
      return tag.group == CaptureName.Group.TRANSPARENT;
    }

    /** A pattern's names stand before the value that it takes apart: they come after it. */
    private boolean waitsFor(Tag tag) {
      return switch (tag.group) {
        case OPERATION, REFERENCE -> isLate(tag, tag.receiverStart, tag.receiverEnd);
        case TRANSPARENT -> isLate(tag, tag.innerStart, tag.innerEnd);
        default -> false;
      };
    }

    private boolean isLate(Tag tag, int start, int end) {
      return start >= 0
          && (start > tag.end || end > tag.end || (start <= tag.start && end >= tag.end))
          && known.get(range(start, end)) != LongIntMap.ABSENT
          && byRange.get(range(start, end)) == LongIntMap.ABSENT;
    }

    int rowOf(int start, int end) {
      if (start < 0) {
        return ReferenceTable.NONE;
      }
      int row = byRange.get(range(start, end));
      return row == LongIntMap.ABSENT ? ReferenceTable.OPAQUE : row;
    }

    private void add(ReferenceTable.Builder builder, Tag tag) {
      switch (tag.group) {
        case TRANSPARENT -> {
          int inner = byRange.get(range(tag.innerStart, tag.innerEnd));
          long outer = range(tag.start, tag.end);
          if (inner != LongIntMap.ABSENT && byRange.get(outer) == LongIntMap.ABSENT) {
            byRange.put(outer, inner);
          }
        }
        case LITERAL -> {
          put(tag, row(builder, tag, ReferenceRole.VALUE, "", literalType(tag)));
        }
        case CAST -> put(tag, row(builder, tag, ReferenceRole.VALUE, "", castType(tag)));
        case OPERATION ->
            put(tag, row(builder, tag, ReferenceRole.OPERATION, tag.detail, key(tag)));
        case FUNCTION -> put(tag, row(builder, tag, ReferenceRole.FUNCTION, tag.detail, key(tag)));
        case RETURN -> row(builder, tag, ReferenceRole.RETURN, tag.detail, null);
        default -> {
          ReferenceRole role = ReferenceRole.valueOf(tag.detail.toUpperCase(Locale.ROOT));
          int nameStart = tag.nameStart >= 0 ? tag.nameStart : tag.start;
          int nameEnd = tag.nameStart >= 0 ? tag.nameEnd : tag.end;
          boolean isBare = role == ReferenceRole.TYPE && tag.nameStart < 0;
          boolean isNamedElsewhere =
              (role == ReferenceRole.READ || isBare) && namedAt.get(nameStart);
          if (isNamedElsewhere || nameEnd - nameStart > MAX_NAME_BYTES) {
            return;
          }
          String name = source.text(nameStart, nameEnd);
          put(tag, row(builder, tag, role, name, typeOf(tag, name)));
        }
      }
    }

    /** Type arguments alone belong to the name before them. */
    private @Nullable String typeOf(Tag tag, String name) {
      String type = type(tag);
      return type != null && type.startsWith("<") ? name + type : type;
    }

    private @Nullable String key(Tag tag) {
      String type = type(tag);
      return type != null && isQuote(type.charAt(0)) && type.charAt(0) != '<'
          ? unquote(type)
          : type;
    }

    /** A literal's type may depend on its last letter, and have what it names as its argument. */
    private @Nullable String literalType(Tag tag) {
      Map<String, String> types = language.profile().literalTypes();
      char last = (char) Character.toLowerCase(source.at(tag.end - 1));
      String type = types.getOrDefault(tag.detail + "." + last, types.get(tag.detail));
      String argument = type(tag);
      return argument == null ? type : type + "<" + argument + ">";
    }

    /** {@code new int[2][]} is of its type, with the brackets that follow. */
    private @Nullable String castType(Tag tag) {
      String type = type(tag);
      return type == null || !"array".equals(tag.detail)
          ? type
          : type + "[]".repeat(bracketPairs(tag.typeEnd, tag.end));
    }

    private int bracketPairs(int from, int to) {
      int pairs = 0;
      int depth = 0;
      for (int at = from; at < to && source.at(at) != '{'; at++) {
        char c = (char) source.at(at);
        if (c == '[' && depth++ == 0) {
          pairs++;
        } else if (c == ']') {
          depth--;
        }
      }
      return pairs;
    }

    private int row(
        ReferenceTable.Builder builder,
        Tag tag,
        ReferenceRole role,
        String name,
        @Nullable String type) {
      int anchor = tag.anchor();
      int line = source.line(anchor);
      int[] rows = NO_ARGUMENTS;
      int arity = -1;
      if (isMadeOfValue(tag)) {
        arity = 0;
      }
      if (isMadeOfValue(tag) && tag.valueStart >= 0) {
        rows = new int[] {rowOf(tag.valueStart, tag.valueEnd)};
        arity = 1;
      }
      if (tag.argumentsStart >= 0) {
        // An expression that lists its own parts may be an argument itself.
        int from = tag.argumentsStart == tag.start ? tag.start + 1 : tag.argumentsStart;
        List<Tag> found = argumentsIn(from, tag.argumentsEnd);
        rows = new int[found.size()];
        arity = rows.length;
        for (int i = 0; i < rows.length; i++) {
          rows[i] = rowOf(found.get(i).start, found.get(i).end);
          if ("spread".equals(found.get(i).detail)) {
            arity = -1;
          }
        }
      }
      return builder.add(
          role,
          name,
          rowOf(tag.receiverStart, tag.receiverEnd),
          type,
          tag.scope,
          anchor,
          line,
          source.column(anchor, line),
          rows,
          arity);
    }

    private static boolean isMadeOfValue(Tag tag) {
      return switch (tag.group) {
        case OPERATION, FUNCTION, RETURN -> true;
        default -> false;
      };
    }

    private void put(Tag tag, int row) {
      boolean isExpression =
          switch (tag.group) {
            case REFERENCE ->
                switch (tag.detail) {
                  case "call", "instantiation", "read", "method_reference" -> true;
                  default -> false;
                };
            default -> true;
          };
      if (isExpression) {
        byRange.put(range(tag.start, tag.end), row);
      }
    }

    /** Returns the outermost arguments between two offsets; each is found by one binary search. */
    private List<Tag> argumentsIn(int start, int end) {
      List<Tag> found = new ArrayList<>();
      int at = firstArgumentFrom(start);
      while (at < arguments.size() && arguments.get(at).end <= end) {
        found.add(arguments.get(at));
        at = firstArgumentFrom(arguments.get(at).end);
      }
      return found;
    }

    private int firstArgumentFrom(int offset) {
      int low = 0;
      int high = arguments.size();
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (arguments.get(middle).start < offset) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }

    private static long range(int start, int end) {
      return (long) start << 32 | end;
    }
  }
}
