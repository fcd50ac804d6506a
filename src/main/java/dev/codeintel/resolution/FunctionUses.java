package dev.codeintel.resolution;

import dev.codeintel.model.Definition;
import dev.codeintel.model.FileFacts;
import dev.codeintel.model.LocalVariable;
import dev.codeintel.model.ReferenceRole;
import dev.codeintel.model.ReferenceTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The functions of one file: which row stands for the function that has a scope, what it takes and
 * returns, and where an expression stands whose type may follow from its place.
 */
final class FunctionUses {
  private final FileContext at;
  private final ReferenceTable references;
  private final Map<Integer, Integer> rowOfScope = new HashMap<>();
  private final Map<Integer, IntList> returned = new HashMap<>();
  private final Map<Integer, List<LocalVariable>> parameters = new HashMap<>();
  private final Map<Integer, Use> uses = new HashMap<>();

  /** How an expression is used. */
  enum UseKind {
    /** Argument {@code index} of the call in {@code row}. */
    ARGUMENT,
    /** A named part of the object in {@code row}. */
    MEMBER,
    /** The value of the entry in {@code row}, or one of two that it may have. */
    ENTRY,
    /** A part of the array in {@code row}. */
    ELEMENT,
    /** The first value of local variable {@code index}. */
    LOCAL,
    /** The first value of definition {@code index}. */
    DEFINITION,
    /** What the function with scope {@code index} returns. */
    RESULT
  }

  /** The place of an expression. */
  record Use(UseKind kind, int row, int index) {}

  FunctionUses(FileContext at) {
    this.at = at;
    this.references = at.facts.references();
    FileFacts facts = at.facts;
    for (int row = 0; row < references.size(); row++) {
      if (references.role(row) == ReferenceRole.FUNCTION) {
        rowOfScope.put(references.scope(row), row);
      }
    }
    for (int row = 0; row < references.size(); row++) {
      note(row);
    }
    for (int i = 0; i < facts.locals().size(); i++) {
      LocalVariable local = facts.locals().get(i);
      use(local.value(), new Use(UseKind.LOCAL, -1, i));
      if (local.parameter() >= 0) {
        parameters.computeIfAbsent(local.scope(), key -> new ArrayList<>()).add(local);
      }
    }
    for (int i = 0; i < facts.definitions().size(); i++) {
      use(facts.definitions().get(i).value(), new Use(UseKind.DEFINITION, -1, i));
    }
  }

  private void note(int row) {
    switch (references.role(row)) {
      case CALL, INSTANTIATION, CONSTANT -> {
        for (int i = 0; i < references.arity(row); i++) {
          use(references.argument(row, i), new Use(UseKind.ARGUMENT, row, i));
        }
      }
      case FUNCTION -> {
        if (references.arity(row) > 0) {
          returns(references.scope(row), references.argument(row, 0));
        }
      }
      case RETURN -> {
        int scope = functionScope(references.scope(row));
        if (scope >= 0 && references.arity(row) > 0) {
          returns(scope, references.argument(row, 0));
        }
      }
      case OPERATION -> noteOperation(row);
      default -> {
        // Passes nothing on.
      }
    }
  }

  private void noteOperation(int row) {
    switch (references.name(row)) {
      case "object" -> useParts(row, UseKind.MEMBER);
      case "array" -> useParts(row, UseKind.ELEMENT);
      case "entry" -> use(references.receiver(row), new Use(UseKind.ENTRY, row, -1));
      case "choice" -> {
        use(references.receiver(row), new Use(UseKind.ENTRY, row, -1));
        useParts(row, UseKind.ENTRY);
      }
      default -> {
        // Asks nothing of its parts.
      }
    }
  }

  private void useParts(int row, UseKind kind) {
    for (int i = 0; i < references.arity(row); i++) {
      use(references.argument(row, i), new Use(kind, row, i));
    }
  }

  private void use(int row, Use use) {
    if (row >= 0) {
      ReferenceRole role = references.role(row);
      if (role == ReferenceRole.FUNCTION
          || role == ReferenceRole.METHOD_REFERENCE
          || role == ReferenceRole.OPERATION) {
        uses.putIfAbsent(row, use);
      }
    }
  }

  private void returns(int scope, int row) {
    returned.computeIfAbsent(scope, key -> new IntList()).add(row);
    use(row, new Use(UseKind.RESULT, -1, scope));
  }

  /** Returns the scope of the function around a scope, or -1. */
  int functionScope(int scope) {
    for (int s = scope; s >= 0; s = at.scope(s).parent()) {
      int definition = at.scope(s).definition();
      if (rowOfScope.containsKey(s) || (definition >= 0 && isOwn(s, definition))) {
        return s;
      }
    }
    return -1;
  }

  private boolean isOwn(int scope, int definition) {
    Definition defined = at.facts.definitions().get(definition);
    return at.scopeOf(definition) == scope && defined.kind().isCallable();
  }

  /** Returns the row of the function without a name that has a scope, or -1. */
  int row(int scope) {
    return rowOfScope.getOrDefault(scope, -1);
  }

  /** Returns the rows of what a function returns; -2 where nothing is known of it. */
  int[] returned(int scope) {
    IntList rows = returned.get(scope);
    return rows == null ? FactIndex.NONE : rows.toArray();
  }

  /** Returns the named parameters of a function, in order. */
  List<LocalVariable> parameters(int scope) {
    return parameters.getOrDefault(scope, List.of());
  }

  /** Returns where a function or an operation stands, or null if that says nothing. */
  @Nullable Use use(int row) {
    return uses.get(row);
  }
}
