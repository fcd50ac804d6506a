package dev.codeintel.model;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What resolution needs to know of a language; data from {@code languages/<id>/}.
 *
 * @param id id of the language
 * @param family languages of one family may use each other's symbols (Java and Kotlin, C and C++)
 * @param separator joins names to a qualified name
 * @param modules how modules are named and found
 * @param selfNames names of the current instance
 * @param superNames names of the current instance seen as its supertype
 * @param constructorNames names that mark a method as constructor, beside the kind itself; the one
 *     that tells most about a call first
 * @param callName name of the method that runs when an instance is called; empty if none can be
 * @param hasImplicitSelf whether members are visible in their type without a receiver
 * @param hasOverloads whether parameter types tell symbols of one name apart
 * @param separatesMethods whether a value does not hide a method of its name
 * @param instantiatesByCall whether calling a type makes an instance
 * @param linearizesSupertypes whether a type and all above it are asked for a member in one line
 *     (C3), not level by level
 * @param checksArity whether the number of arguments must fit the parameters
 * @param isDynamic whether values have no declared types as a rule
 * @param infersFunctions whether functions are values whose types follow from their bodies and from
 *     the places they are passed to
 * @param callsValues whether a call through a variable or field is a call of it, not a read
 * @param hasImplicitInterfaces whether a type implements an interface by having its methods
 * @param implementsOutside whether a type's supertypes may be named outside its declaration
 * @param callsByName whether a method is called by its name alone
 * @param superRepeats whether {@code super} alone calls the method of the same name above
 * @param makingMethod name of the method of a type that makes an instance; empty if there is none
 * @param continuedKinds labels of the kinds of which several declarations of a name are one symbol
 *     to its members
 * @param continuedWord a word that such declarations must have; empty if they need none
 * @param implicitModules modules whose names are visible without an import, or that stand for
 *     built-ins
 * @param builtinMembers names of members that types of the language itself have: on a receiver of
 *     which nothing is known they tell nothing
 * @param libraryResults what functions outside the index return, by qualified name ({@code *.name}
 *     for a member of any type with arguments): {@code argument} (the first), {@code element} (of
 *     it), {@code sequence} (of its elements), {@code instance} (of it); {@code first}, {@code
 *     last} (a sequence of that type argument), {@code value} (the last type argument), {@code
 *     self}; or a type
 * @param transparentTypes types that have the members of their first argument
 * @param platform folder of the table of the platform's types; empty if there is none
 * @param implicitSupertypes supertype of a type that declares none, by the label of its kind
 * @param frameworkRules annotations that call for a rule about frameworks, by the rule's name
 * @param libraryMembers types of members of the language's own types, each by the type with its
 *     parameters, a dot and the name: {@code Array<T>.pop} is {@code () => T}
 * @param literalTypes type of a literal by the detail of its capture
 */
public record LanguageProfile(
    String id,
    String family,
    String separator,
    ModuleRule modules,
    Set<String> selfNames,
    Set<String> superNames,
    List<String> constructorNames,
    String callName,
    boolean hasImplicitSelf,
    boolean hasOverloads,
    boolean separatesMethods,
    boolean instantiatesByCall,
    boolean linearizesSupertypes,
    boolean checksArity,
    boolean isDynamic,
    boolean infersFunctions,
    boolean callsValues,
    boolean hasImplicitInterfaces,
    boolean implementsOutside,
    boolean callsByName,
    boolean superRepeats,
    String makingMethod,
    Set<String> continuedKinds,
    String continuedWord,
    List<String> implicitModules,
    Set<String> builtinMembers,
    Map<String, String> libraryResults,
    Set<String> transparentTypes,
    String platform,
    Map<String, String> implicitSupertypes,
    Map<String, Set<String>> frameworkRules,
    Map<String, String> libraryMembers,
    Map<String, String> literalTypes) {

  public LanguageProfile {
    selfNames = Set.copyOf(selfNames);
    superNames = Set.copyOf(superNames);
    constructorNames = List.copyOf(constructorNames);
    continuedKinds = Set.copyOf(continuedKinds);
    implicitModules = List.copyOf(implicitModules);
    builtinMembers = Set.copyOf(builtinMembers);
    libraryResults = Map.copyOf(libraryResults);
    transparentTypes = Set.copyOf(transparentTypes);
    implicitSupertypes = Map.copyOf(implicitSupertypes);
    frameworkRules = Map.copyOf(frameworkRules);
    libraryMembers = Map.copyOf(libraryMembers);
    literalTypes = Map.copyOf(literalTypes);
  }

  /**
   * Tells whether a variable is what was assigned to it last, and a function's result what it
   * returns, for want of anything that is declared.
   */
  public boolean followsAssignments() {
    return isDynamic && !infersFunctions;
  }
}
