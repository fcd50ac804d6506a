package dev.codeintel.resolution;

import dev.codeintel.model.Evidence;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses among methods of one name by the types of the arguments: what can be applied without
 * conversions, else with boxing, else with variable arity; of those the most specific (Java
 * Language Specification, 15.12.2). Where the types of arguments are not known, all methods that
 * differ there stay candidates.
 */
final class OverloadChoice {
  private final FactIndex index;
  private final Conversions conversions;
  private final MemberTable members;

  OverloadChoice(FactIndex index, Conversions conversions, MemberTable members) {
    this.index = index;
    this.conversions = conversions;
    this.members = members;
  }

  /**
   * An argument.
   *
   * @param type its type; {@link Type.External#UNKNOWN} if it is not known or depends on the
   *     parameter
   * @param function what is known of it if it is a function; null for everything else
   */
  record Argument(Type type, @Nullable FunctionShape function) {
    static final Argument UNKNOWN = new Argument(Type.External.UNKNOWN, null);
  }

  /**
   * What a function expression shows without knowing its context.
   *
   * @param arities possible numbers of its parameters; empty if that is not known
   * @param mayReturnValue whether its body can give a value
   * @param mayReturnNothing whether its body can be a statement
   */
  record FunctionShape(Set<Integer> arities, boolean mayReturnValue, boolean mayReturnNothing) {}

  /**
   * What was chosen.
   *
   * @param members what may be meant; one if the choice is certain
   */
  record Choice(List<Member> members, Evidence evidence) {}

  private enum Phase {
    STRICT,
    BOXING,
    VARIADIC
  }

  /**
   * A method with how it fits: the phase it is applicable in, which arguments leave doubt and which
   * have just the type wanted.
   */
  private record Applicable(int rank, Member member, Phase phase, BitSet doubts, BitSet exact) {}

  /**
   * Chooses.
   *
   * @param found methods of one name, nearest first; not empty
   * @param arguments the arguments, or null if their number is not known
   */
  Choice choose(List<Member> found, @Nullable List<Argument> arguments) {
    if (found.size() == 1) {
      return new Choice(found, Evidence.RESOLVED);
    }
    List<Member> fitting = new ArrayList<>();
    for (Member member : found) {
      if (arguments == null
          || !checksArity(member)
          || member.signature().arity().takes(arguments.size())) {
        fitting.add(member);
      }
    }
    if (fitting.isEmpty()) {
      return new Choice(found, Evidence.CANDIDATE);
    }
    if (fitting.size() == 1 || arguments == null) {
      return new Choice(fitting, fitting.size() == 1 ? Evidence.RESOLVED : Evidence.CANDIDATE);
    }
    List<Applicable> applicable = new ArrayList<>();
    for (Member member : fitting) {
      Applicable each = applicable(applicable.size(), member, arguments);
      if (each != null) {
        applicable.add(each);
      }
    }
    return applicable.isEmpty()
        ? new Choice(fitting, Evidence.CANDIDATE)
        : best(applicable, arguments);
  }

  private boolean checksArity(Member member) {
    int symbol = member.signature().symbol();
    return symbol < 0 || index.profile(index.file(symbol)).checksArity();
  }

  private @Nullable Applicable applicable(int rank, Member member, List<Argument> arguments) {
    Signature signature = member.signature();
    if (!signature.isVariadic() || arguments.size() == signature.parameters().size()) {
      Applicable direct = applicable(rank, member, arguments, false);
      if (direct != null) {
        return direct;
      }
    }
    return signature.isVariadic() ? applicable(rank, member, arguments, true) : null;
  }

  private @Nullable Applicable applicable(
      int rank, Member member, List<Argument> arguments, boolean isSpread) {
    BitSet doubts = new BitSet();
    BitSet exact = new BitSet();
    Phase phase = isSpread ? Phase.VARIADIC : Phase.STRICT;
    for (int i = 0; i < arguments.size(); i++) {
      Fit fit = fit(arguments.get(i), member, i, isSpread);
      if (fit == Fit.NONE) {
        return null;
      }
      doubts.set(i, fit == Fit.UNKNOWN);
      exact.set(i, fit == Fit.SAME);
      if (fit == Fit.BOXED && phase == Phase.STRICT) {
        phase = Phase.BOXING;
      }
    }
    return new Applicable(rank, member, phase, doubts, exact);
  }

  private Fit fit(Argument argument, Member member, int position, boolean isSpread) {
    Type wanted = parameter(member, position, isSpread);
    if (argument.function() != null) {
      return fit(argument.function(), wanted, member);
    }
    return conversions.fit(argument.type(), wanted, member.signature().typeParameters());
  }

  private Fit fit(FunctionShape shape, Type wanted, Member member) {
    if (wanted.isUnknown()) {
      return Fit.UNKNOWN;
    }
    if (wanted instanceof Type.Variable variable
        && member.signature().typeParameters().contains(variable)) {
      return Fit.SUBTYPE;
    }
    Member function = members.function(wanted);
    if (function == null) {
      return members.isKnown(wanted) ? Fit.NONE : Fit.UNKNOWN;
    }
    Type result = function.signature().result();
    boolean isVoid = isVoid(result);
    boolean fitsBody =
        result.isUnknown() || (isVoid ? shape.mayReturnNothing() : shape.mayReturnValue());
    boolean fitsArity =
        shape.arities().isEmpty()
            || shape.arities().contains(function.signature().parameters().size());
    return fitsBody && fitsArity ? Fit.SUBTYPE : Fit.NONE;
  }

  static boolean isVoid(Type type) {
    return type instanceof Type.External external && external.name().equals("void");
  }

  private static Type parameter(Member member, int position, boolean isSpread) {
    return member.signature().parameter(position, isSpread).substitute(member.substitution());
  }

  private Choice best(List<Applicable> applicable, List<Argument> arguments) {
    Phase first = Phase.VARIADIC;
    for (Applicable each : applicable) {
      first = each.phase().compareTo(first) < 0 ? each.phase() : first;
    }
    List<Applicable> phase = new ArrayList<>();
    for (Applicable each : applicable) {
      if (each.phase() == first) {
        phase.add(each);
      }
    }
    List<Applicable> winners = new ArrayList<>();
    for (Applicable each : phase) {
      if (isMostSpecific(each, phase, arguments)) {
        winners.add(each);
      }
    }
    if (winners.isEmpty()) {
      winners = phase;
    }
    Applicable winner = preferred(winners);
    List<Member> candidates = new ArrayList<>(List.of(winner.member()));
    for (Applicable each : applicable) {
      if (each.rank() != winner.rank() && isPossible(each, winner, arguments.size(), winners)) {
        candidates.add(each.member());
      }
    }
    return new Choice(candidates, candidates.size() == 1 ? Evidence.RESOLVED : Evidence.CANDIDATE);
  }

  /** Of methods with the same parameters the one with a body, else the nearest. */
  private static Applicable preferred(List<Applicable> winners) {
    for (Applicable each : winners) {
      if (!each.member().signature().isAbstract()) {
        return each;
      }
    }
    return winners.get(0);
  }

  /** Tells whether a method that lost might still be meant, because something is not known. */
  private boolean isPossible(
      Applicable loser, Applicable winner, int arguments, List<Applicable> winners) {
    if (winners.stream().anyMatch(each -> each.rank() == loser.rank())) {
      return !members.hasSameParameters(loser.member(), winner.member());
    }
    for (int i = 0; i < arguments; i++) {
      // A parameter of just the argument's type is more specific than any other that takes it.
      if (!winner.exact().get(i)
          && (loser.doubts().get(i) || winner.doubts().get(i))
          && !wantsSame(loser, winner, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean wantsSame(Applicable one, Applicable other, int position) {
    Type a = parameter(one.member(), position, one.phase() == Phase.VARIADIC);
    Type b = parameter(other.member(), position, other.phase() == Phase.VARIADIC);
    return TypeHierarchy.head(a).equals(TypeHierarchy.head(b)) && (!a.isArray() || a.equals(b));
  }

  private boolean isMostSpecific(Applicable one, List<Applicable> all, List<Argument> arguments) {
    for (Applicable other : all) {
      if (other.rank() != one.rank() && !isMoreSpecific(one, other, arguments)) {
        return false;
      }
    }
    return true;
  }

  private boolean isMoreSpecific(Applicable one, Applicable other, List<Argument> arguments) {
    boolean isSpread = one.phase() == Phase.VARIADIC;
    int count =
        Math.max(arguments.size(), isSpread ? one.member().signature().parameters().size() : 0);
    for (int i = 0; i < count; i++) {
      Type a = parameter(one.member(), i, isSpread);
      Type b = parameter(other.member(), i, isSpread);
      FunctionShape function = i < arguments.size() ? arguments.get(i).function() : null;
      if (one.exact().get(i) || (function != null && prefersResult(a, b))) {
        continue;
      }
      Fit fit = conversions.fit(a, b, other.member().signature().typeParameters());
      boolean isFine = fit == Fit.SAME || fit == Fit.SUBTYPE || (fit == Fit.UNKNOWN && a.equals(b));
      if (!isFine) {
        return false;
      }
    }
    return true;
  }

  /** Of two types of functions the one that uses the value is more specific. */
  private boolean prefersResult(Type one, Type other) {
    Member first = members.function(one);
    Member second = members.function(other);
    return first != null && second != null && isVoid(second.signature().result());
  }
}
