package dev.codeintel.resolution;

import dev.codeintel.model.Definition;
import dev.codeintel.model.FileFacts;
import dev.codeintel.model.Import;
import dev.codeintel.model.LanguageProfile;
import dev.codeintel.model.LocalVariable;
import dev.codeintel.model.ModuleRule;
import dev.codeintel.model.Parameter;
import dev.codeintel.model.ReferenceRole;
import dev.codeintel.model.ReferenceTable;
import dev.codeintel.model.SymbolKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What other files can see of one file: of each definition its header, its supertypes and
 * annotations, and where no type is declared all that a type could be inferred from. Two states of
 * a file with the same surface mean the same to every other file. Used once; not thread-safe.
 */
final class Surfaces {
  private static final long SEED = 1_125_899_906_842_597L;

  private final FileFacts facts;
  private final LanguageProfile profile;
  private final List<Definition> definitions;
  private final ReferenceTable references;

  /** By definition: all rows inside it, nested ones included. */
  private final long[] bodies;

  /** By definition: the rows that name its supertypes and annotations. */
  private final long[] headers;

  private final boolean[] returns;
  private long topLevel = SEED;

  Surfaces(FileFacts facts, LanguageProfile profile) {
    this.facts = facts;
    this.profile = profile;
    this.definitions = facts.definitions();
    this.references = facts.references();
    bodies = new long[definitions.size()];
    headers = new long[definitions.size()];
    returns = new boolean[definitions.size()];
    for (int row = 0; row < references.size(); row++) {
      noteRow(row);
    }
    for (LocalVariable local : facts.locals()) {
      noteLocal(local);
    }
  }

  private void noteRow(int row) {
    ReferenceRole role = references.role(row);
    int around = facts.scopes().get(references.scope(row)).definition();
    long hash = rowHash(row);
    if (around >= 0 && isHeader(role)) {
      headers[around] = mix(headers[around], hash);
    }
    if (around >= 0 && role == ReferenceRole.RETURN) {
      returns[around] = true;
    }
    for (int each = around; each >= 0; each = definitions.get(each).parent()) {
      bodies[each] = mix(bodies[each], hash);
    }
  }

  private static boolean isHeader(ReferenceRole role) {
    return role == ReferenceRole.EXTENSION
        || role == ReferenceRole.IMPLEMENTATION
        || role == ReferenceRole.ANNOTATION;
  }

  private void noteLocal(LocalVariable local) {
    long hash = mix(mix(SEED, local.name()), local.type());
    hash = local.value() < 0 ? hash : mix(hash, rowHash(local.value()));
    int around = facts.scopes().get(local.scope()).definition();
    if (around < 0) {
      topLevel = mix(topLevel, hash);
      return;
    }
    if (local.value() == ReferenceTable.NONE && !local.isElement() && local.parameter() < 0) {
      // It may be a type parameter, with its bound.
      headers[around] = mix(headers[around], hash);
    }
    for (int each = around; each >= 0; each = definitions.get(each).parent()) {
      bodies[each] = mix(bodies[each], hash);
    }
  }

  /** What a row says, wherever in the file it stands. */
  private long rowHash(int row) {
    long hash = mix(SEED, references.role(row).name());
    hash = mix(mix(hash, references.name(row)), references.type(row));
    int receiver = references.receiver(row);
    hash = mix(hash, receiver < 0 ? receiver : row - receiver + 3L);
    int arity = references.arity(row);
    hash = mix(hash, arity);
    for (int i = 0; i < arity; i++) {
      int argument = references.argument(row, i);
      hash = mix(hash, argument < 0 ? argument : row - argument + 3L);
    }
    return hash;
  }

  /** Tells whether what a definition is has to be inferred from the code in or around it. */
  boolean isInferred(int definition) {
    Definition each = definitions.get(definition);
    boolean isUndeclared = each.type() == null || ExpressionTypes.INFERRED.contains(each.type());
    boolean hasValue = each.value() != ReferenceTable.NONE || each.kind().isValue();
    return isUndeclared
        && (hasValue
            || (each.kind().isCallable() && (returns[definition] || profile.infersFunctions())));
  }

  /** Returns the definition whose code an inferred one follows from: itself or what it is in. */
  private int region(int definition) {
    int around = facts.scopes().get(definitions.get(definition).scope()).definition();
    return around >= 0
            && definitions.get(definition).kind().isValue()
            && definitions.get(around).kind().isCallable()
        ? around
        : definition;
  }

  private long surface(int definition) {
    Definition each = definitions.get(definition);
    long hash = mix(SEED, each.kind().name());
    hash = mix(mix(mix(hash, each.type()), each.owner()), each.signature());
    hash = mix(hash, each.visibility().name());
    hash = mix(hash, (each.isStatic() ? 1 : 0) + (each.isAbstract() ? 2 : 0));
    hash = mix(hash, (each.hasBody() ? 1 : 0) + (each.value() == ReferenceTable.NONE ? 2 : 0));
    for (Parameter parameter : each.parameters()) {
      hash = mix(mix(hash, parameter.name()), parameter.type());
      hash = mix(hash, (parameter.optional() ? 1 : 0) + (parameter.variadic() ? 2 : 0));
    }
    hash = mix(hash, headers[definition]);
    if (isInferred(definition)) {
      hash = mix(hash, bodies[region(definition)]);
      hash = mix(hash, facts.scopes().get(each.scope()).definition() < 0 ? topLevel : 0);
      hash = each.value() < 0 ? hash : mix(hash, rowHash(each.value()));
    }
    for (int parent = each.parent(); parent >= 0; parent = definitions.get(parent).parent()) {
      hash = mix(hash, place(definitions.get(parent)));
    }
    return hash;
  }

  /** What the qualified names of all that is inside a definition take from it. */
  private static long place(Definition around) {
    long hash = mix(mix(mix(SEED, around.name()), around.kind().name()), around.owner());
    for (Parameter parameter : around.parameters()) {
      hash = mix(hash, parameter.type());
    }
    return hash;
  }

  /** Returns by name what all definitions of that name, in their order, look like. */
  Map<String, Long> byName() {
    Map<String, Long> found = new HashMap<>();
    for (int i = 0; i < definitions.size(); i++) {
      long surface = surface(i);
      found.merge(definitions.get(i).name(), mix(SEED, surface), (old, one) -> mix(old, surface));
    }
    return found;
  }

  /** Returns by the name it binds what each import takes from where; all names under "*". */
  Map<String, Long> imports() {
    Map<String, Long> found = new HashMap<>();
    for (Import taken : facts.imports()) {
      long hash = mix(mix(mix(SEED, taken.module()), taken.member()), taken.alias());
      long all = mix(hash, (taken.isStatic() ? 1 : 0) + (taken.isReexport() ? 2 : 0));
      found.merge(bound(taken), all, Surfaces::mix);
    }
    return found;
  }

  /** Returns the text whose words an import binds. */
  private String bound(Import taken) {
    if (taken.alias() != null) {
      return taken.alias();
    }
    if (taken.isWildcard()) {
      return Import.ALL;
    }
    if (taken.member() != null) {
      return taken.member();
    }
    String module = taken.module();
    return profile.modules() == ModuleRule.DECLARED
        ? module.substring(module.lastIndexOf('.') + 1)
        : module;
  }

  /** Returns by the type they extend what the regions outside a type's declaration add to it. */
  Map<String, Long> extensions() {
    Map<String, Long> found = new HashMap<>();
    if (profile.implementsOutside()) {
      for (int row = 0; row < references.size(); row++) {
        String extended = facts.scopes().get(references.scope(row)).selfType();
        if (extended != null && isHeader(references.role(row))) {
          found.merge(extended, rowHash(row), Surfaces::mix);
        }
      }
    }
    return found;
  }

  /** Returns the definitions on whose surface one of the words stands. */
  boolean[] mentioning(IntPredicate isWord) {
    boolean[] inBody = new boolean[definitions.size()];
    boolean[] inHeader = new boolean[definitions.size()];
    boolean[] known = new boolean[references.size()];
    Map<String, Boolean> texts = new HashMap<>();
    for (int row = 0; row < references.size(); row++) {
      known[row] =
          isMentioned(references.name(row), isWord, texts)
              || isMentioned(references.type(row), isWord, texts);
      int around = facts.scopes().get(references.scope(row)).definition();
      if (known[row] && around >= 0) {
        inHeader[around] |= isHeader(references.role(row)) || isReceiverOfHeader(row);
        mark(inBody, around);
      }
    }
    for (LocalVariable local : facts.locals()) {
      int around = facts.scopes().get(local.scope()).definition();
      if (around >= 0 && isMentioned(local.type(), isWord, texts)) {
        inHeader[around] |= local.value() == ReferenceTable.NONE && local.parameter() < 0;
        mark(inBody, around);
      }
    }
    boolean[] found = new boolean[definitions.size()];
    for (int i = 0; i < found.length; i++) {
      Definition each = definitions.get(i);
      found[i] =
          inHeader[i]
              || isMentioned(each.type(), isWord, texts)
              || isMentioned(each.owner(), isWord, texts)
              || isParameterMentioned(each, isWord, texts)
              || (isInferred(i)
                  && (inBody[region(i)]
                      || (each.value() >= 0 && isTreeMentioned(each.value(), known))));
    }
    return found;
  }

  /** What stands before the dot of a supertype has no role of its own. */
  private boolean isReceiverOfHeader(int row) {
    for (int next = row + 1; next < Math.min(row + 4, references.size()); next++) {
      if (isHeader(references.role(next))) {
        return true;
      }
    }
    return false;
  }

  private boolean isTreeMentioned(int row, boolean[] known) {
    int at = row;
    for (int i = 0; i < 100 && at >= 0; i++) {
      if (known[at]) {
        return true;
      }
      for (int argument = 0; argument < references.arity(at); argument++) {
        int inner = references.argument(at, argument);
        if (inner >= 0 && known[inner]) {
          return true;
        }
      }
      at = references.receiver(at);
    }
    return false;
  }

  private void mark(boolean[] marked, int definition) {
    for (int each = definition; each >= 0; each = definitions.get(each).parent()) {
      marked[each] = true;
    }
  }

  private static boolean isParameterMentioned(
      Definition definition, IntPredicate isWord, Map<String, Boolean> texts) {
    for (Parameter parameter : definition.parameters()) {
      if (isMentioned(parameter.type(), isWord, texts)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isMentioned(
      @Nullable String text, IntPredicate isWord, Map<String, Boolean> texts) {
    if (text == null || text.isEmpty()) {
      return false;
    }
    return texts.computeIfAbsent(
        text,
        each -> {
          boolean[] found = {false};
          NameWords.each(each, word -> found[0] |= isWord.test(word));
          return found[0];
        });
  }

  /** Returns the texts that name the supertypes of a definition. */
  void supertypes(int definition, Set<String> found) {
    for (int row = 0; row < references.size(); row++) {
      ReferenceRole role = references.role(row);
      boolean isSupertype = role == ReferenceRole.EXTENSION || role == ReferenceRole.IMPLEMENTATION;
      if (isSupertype && facts.scopes().get(references.scope(row)).definition() == definition) {
        found.add(references.name(row));
      }
    }
  }

  /** Tells whether a member is used without its name being written. */
  boolean isUsedUnnamed(int definition) {
    Definition each = definitions.get(definition);
    return each.kind() == SymbolKind.CONSTRUCTOR
        || each.name().startsWith("__")
        || profile.constructorNames().contains(each.name())
        || each.name().equals(profile.callName())
        || each.name().equals(profile.makingMethod());
  }

  private static long mix(long hash, @Nullable String text) {
    return mix(hash, text == null ? -1 : text.hashCode());
  }

  private static long mix(long hash, long value) {
    long mixed = (hash ^ value) * 0x9E37_79B9_7F4A_7C15L;
    return mixed ^ (mixed >>> 29);
  }
}
