package dev.codeintel.resolution;

import dev.codeintel.model.Definition;
import dev.codeintel.model.Visibility;
import dev.codeintel.resolution.PlatformTypes.PlatformType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The methods types have, their own and inherited ones, with overridden ones left out. For
 * languages in which parameter types tell methods apart. Not thread-safe.
 */
final class MemberTable {
  private final FactIndex index;
  private final TypeHierarchy hierarchy;
  private final Map<Key, List<Member>> methods = new HashMap<>();
  private final Map<Object, Found> functions = new HashMap<>();

  MemberTable(FactIndex index, TypeHierarchy hierarchy) {
    this.index = index;
    this.hierarchy = hierarchy;
  }

  private record Key(Object head, String name) {

    /** Types are numbered in a row: unmixed, neighbours with short names would collide. */
    @Override
    public int hashCode() {
      return head.hashCode() * 0x9E37_79B1 ^ name.hashCode();
    }

    /** Written out: what a record is given is not inlined by C1. */
    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && name.equals(key.name) && head.equals(key.head);
    }
  }

  /** A method that was looked for; null if there is none. */
  private record Found(@Nullable Member member) {}

  /** A type on the way up, and what type parameters stand for there. */
  private record Step(Type type, Map<Type.Variable, Type> substitution) {}

  boolean isKnown(Type type) {
    return hierarchy.isKnown(hierarchy.bound(type));
  }

  /** Returns the methods of a name that a value of a type has; nearest first. */
  List<Member> methods(Type owner, String name) {
    Type type = hierarchy.bound(owner);
    Key key = new Key(TypeHierarchy.head(type), name);
    List<Member> known = methods.get(key);
    if (known == null) {
      known = collect(plain(type), name);
      methods.put(key, known);
    }
    Map<Type.Variable, Type> arguments = hierarchy.substitution(type);
    if (arguments.isEmpty() || known.isEmpty()) {
      return known;
    }
    List<Member> seen = new ArrayList<>(known.size());
    for (Member member : known) {
      seen.add(member.seenThrough(arguments));
    }
    return seen;
  }

  /** The type with its own parameters as arguments, so that supertypes are told in their terms. */
  private static Type plain(Type type) {
    return type instanceof Type.Instance instance
        ? new Type.Instance(instance.symbol(), List.of())
        : type instanceof Type.External external && !external.isArray()
            ? new Type.External(external.name(), List.of())
            : type;
  }

  private List<Member> collect(Type type, String name) {
    List<Member> found = new ArrayList<>();
    Set<Object> seen = new HashSet<>();
    // Classes come before interfaces: what a class has is no other's to declare.
    Deque<Step> open = new ArrayDeque<>();
    Deque<Step> interfaces = new ArrayDeque<>();
    open.add(new Step(type, Map.of()));
    seen.add(TypeHierarchy.head(type));
    boolean isOwn = true;
    while (!open.isEmpty() || !interfaces.isEmpty()) {
      Step step = open.isEmpty() ? interfaces.remove() : open.remove();
      for (Signature signature : declared(step.type(), name)) {
        Member member = new Member(signature, step.substitution());
        if (isVisible(member, step.type(), type, isOwn)) {
          add(member, found);
        }
      }
      isOwn = false;
      for (Type above : hierarchy.supertypes(step.type())) {
        if (seen.add(TypeHierarchy.head(above))) {
          (hierarchy.isInterface(above) ? interfaces : open)
              .add(new Step(above, hierarchy.substitution(above)));
        }
      }
    }
    return found;
  }

  /** Returns the signatures of a name that a type itself declares. */
  private List<Signature> declared(Type type, String name) {
    if (type instanceof Type.Instance instance) {
      List<Signature> all = new ArrayList<>(2);
      for (int symbol : index.members(instance.symbol(), name)) {
        if (index.kind(symbol).isCallable()) {
          all.add(hierarchy.signature(symbol));
        }
      }
      return all;
    }
    PlatformType outside = hierarchy.platformType(type);
    if (outside == null) {
      return List.of();
    }
    List<Signature> all = new ArrayList<>(2);
    for (PlatformTypes.Method method : outside.methods().getOrDefault(name, List.of())) {
      all.add(hierarchy.signature(outside, method));
    }
    return all;
  }

  /** Private members are not inherited, nor are static ones of interfaces. */
  private boolean isVisible(Member member, Type declaring, Type type, boolean isOwn) {
    if (isOwn) {
      return true;
    }
    if (member.signature().isStatic() && hierarchy.isInterface(declaring)) {
      return false;
    }
    int symbol = member.signature().symbol();
    Definition definition = symbol < 0 ? null : index.definition(symbol);
    return definition == null
        || definition.visibility() != Visibility.PRIVATE
        || (type instanceof Type.Instance instance
            && index.file(instance.symbol()) == index.file(symbol));
  }

  /**
   * Adds a method unless a nearer one has its parameters. Of two that are declared without a body
   * in unrelated types the one in the index is kept.
   */
  private void add(Member member, List<Member> found) {
    for (int i = 0; i < found.size(); i++) {
      Member other = found.get(i);
      if (hasSameParameters(member, other)) {
        boolean isOurs = member.signature().symbol() >= 0 && other.signature().symbol() < 0;
        if (isOurs && member.signature().isAbstract() && other.signature().isAbstract()) {
          found.set(i, member);
        }
        return;
      }
    }
    found.add(member);
  }

  /** Tells whether two members have the same parameter types, erased. */
  boolean hasSameParameters(Member one, Member other) {
    List<Type> first = one.signature().parameters();
    List<Type> second = other.signature().parameters();
    if (first.size() != second.size()) {
      return false;
    }
    for (int i = 0; i < first.size(); i++) {
      Object a = erased(first.get(i).substitute(one.substitution()));
      Object b = erased(second.get(i).substitute(other.substitution()));
      if (!a.equals(b)) {
        return false;
      }
    }
    return true;
  }

  private Object erased(Type type) {
    if (type.isArray() && !type.arguments().isEmpty()) {
      return List.of(erased(type.arguments().get(0)));
    }
    Type bound = hierarchy.bound(type);
    // A type nothing is known of may be imported by name here and with its package there.
    return bound instanceof Type.External external && !hierarchy.isKnown(bound)
        ? NameResolution.simple(external.name())
        : TypeHierarchy.head(bound);
  }

  /** Returns the one method a function for this type stands for, or null if it takes none. */
  @Nullable Member function(Type type) {
    Type bound = hierarchy.bound(type);
    if (!hierarchy.isInterface(bound)) {
      return null;
    }
    Object head = TypeHierarchy.head(bound);
    Found known = functions.get(head);
    if (known == null) {
      known = new Found(onlyAbstract(plain(bound)));
      functions.put(head, known);
    }
    return known.member() == null
        ? null
        : known.member().seenThrough(hierarchy.substitution(bound));
  }

  private @Nullable Member onlyAbstract(Type type) {
    Member only = null;
    for (String name : abstractNames(type)) {
      for (Member member : methods(type, name)) {
        if (member.signature().isAbstract() && !isOfRoot(name, member)) {
          if (only != null && !hasSameParameters(only, member)) {
            return null;
          }
          only = only == null ? member : only;
        }
      }
    }
    return only;
  }

  private boolean isOfRoot(String name, Member member) {
    Type root = hierarchy.root();
    if (root == null) {
      return false;
    }
    for (Signature each : declared(root, name)) {
      if (each.parameters().size() == member.signature().parameters().size()) {
        return true;
      }
    }
    return false;
  }

  private Set<String> abstractNames(Type type) {
    Set<String> names = new HashSet<>();
    Set<Object> seen = new HashSet<>(Set.of(TypeHierarchy.head(type)));
    Deque<Type> open = new ArrayDeque<>(List.of(type));
    while (!open.isEmpty()) {
      Type each = open.remove();
      if (each instanceof Type.Instance instance) {
        names.addAll(index.abstractMethods(instance.symbol()));
      }
      PlatformType outside = hierarchy.platformType(each);
      if (outside != null) {
        outside.methods().values().stream()
            .flatMap(List::stream)
            .filter(PlatformTypes.Method::isAbstract)
            .forEach(method -> names.add(method.name()));
      }
      for (Type above : hierarchy.supertypes(each)) {
        if (seen.add(TypeHierarchy.head(above))) {
          open.add(above);
        }
      }
    }
    return names;
  }
}
