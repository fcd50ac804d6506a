package dev.codeintel.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** What there is besides the program itself. */
final class Commands {
  private static final String COMPLETION = "completion";

  /** In the order in which help lists them. */
  private static final Map<String, Class<?>> ALL = new LinkedHashMap<>();

  static {
    ALL.put("index", IndexCommand.class);
    ALL.put("serve", ServeCommand.class);
    ALL.put("query", QueryCommand.class);
    ALL.put("status", StatusCommand.class);
    ALL.put(COMPLETION, CompletionCommand.class);
  }

  /** What is none of a user's business. */
  private static final Map<String, Class<?>> HIDDEN =
      Map.of(TryParserCommand.NAME, TryParserCommand.class);

  private Commands() {}

  /**
   * Returns what reads a command line. It knows only the commands that the line names, if it names
   * any and asks for no help: to learn what all of them take would be a tenth of the time to the
   * first answer.
   *
   * @param factory makes the commands
   */
  static CommandLine line(IFactory factory, String... arguments) {
    CommandLine line = new CommandLine(RootCommand.class, factory);
    List<String> words = Arrays.asList(arguments);
    if (words.contains(TryParserCommand.NAME)) {
      HIDDEN.forEach(line::addSubcommand);
    }
    boolean areSome =
        words.stream().anyMatch(word -> ALL.containsKey(word) || HIDDEN.containsKey(word))
            && words.stream().noneMatch(Commands::isForAll);
    ALL.forEach(
        (name, command) -> {
          if (!areSome || words.contains(name)) {
            line.addSubcommand(name, command);
          }
        });
    return line.setCaseInsensitiveEnumValuesAllowed(true);
  }

  /** Help lists all commands, completion needs them, and a file of arguments may name any. */
  private static boolean isForAll(String word) {
    return word.equals("-h")
        || word.equals("--help")
        || word.equals(COMPLETION)
        || word.startsWith("@");
  }
}
