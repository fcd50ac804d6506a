package dev.codeintel.retrieval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a text mentions that may be code.
 *
 * @param frames places in files, as stack traces and compilers print them, in order
 * @param paths files named without a line
 * @param modules what a line is said to be about, as "telnet" in "telnet: do not loop": often a
 *     file's name without its ending
 * @param identifiers names with a weight from 0 to 1, the most telling first
 */
record Mentions(
    List<Frame> frames, List<String> paths, List<String> modules, Map<String, Double> identifiers) {

  /** A file and a one-based line. */
  record Frame(String file, int line) {}

  // Bounded repetition throughout: the text is hostile until proved otherwise.
  private static final Pattern PYTHON_FRAME =
      Pattern.compile("File \"([^\"\\n]{1,400})\", line (\\d{1,8})");
  private static final Pattern JAVA_FRAME =
      Pattern.compile(
          "at ([\\w.$/@]{1,300})\\.[\\w$<>]{1,200}\\(([\\w$]{1,200}\\.\\w{1,10}):(\\d{1,8})\\)");
  private static final Pattern PLACE =
      Pattern.compile("([\\w./\\\\@+-]{1,300}\\.[A-Za-z]\\w{0,9})(?::|\\()(\\d{1,8})\\b");
  private static final Pattern PATH =
      Pattern.compile("(?:[\\w.@+-]{1,100}/){0,30}[\\w@+-]{1,100}\\.[a-z][a-z0-9]{0,7}\\b");
  private static final Pattern IDENTIFIER =
      Pattern.compile("[A-Za-z_$][\\w$]{1,120}(?:(?:\\.|::|#)[A-Za-z_$][\\w$]{0,120}){0,10}");
  private static final Pattern MODULE =
      Pattern.compile("(?m)^(?:[\\w./-]{1,60}[/:]\\s?)?([\\w-]{3,60}):\\s");
  private static final int MAX_MODULES = 5;
  private static final int MAX_TEXT = 30_000;
  private static final int MAX_FRAMES = 40;

  static Mentions in(String wholeText) {
    String text = wholeText.length() > MAX_TEXT ? wholeText.substring(0, MAX_TEXT) : wholeText;
    Set<Frame> frames = new LinkedHashSet<>();
    for (Matcher m = JAVA_FRAME.matcher(text); m.find() && frames.size() < MAX_FRAMES; ) {
      String type = m.group(1);
      int module = type.lastIndexOf('/');
      String bare = module < 0 ? type : type.substring(module + 1);
      int dot = bare.lastIndexOf('.');
      String folder = dot < 0 ? "" : bare.substring(0, dot).replace('.', '/') + "/";
      frames.add(new Frame(folder + m.group(2), Integer.parseInt(m.group(3))));
    }
    for (Matcher m = PYTHON_FRAME.matcher(text); m.find() && frames.size() < MAX_FRAMES; ) {
      frames.add(new Frame(m.group(1), Integer.parseInt(m.group(2))));
    }
    if (frames.isEmpty()) {
      for (Matcher m = PLACE.matcher(text); m.find() && frames.size() < MAX_FRAMES; ) {
        frames.add(new Frame(m.group(1), Integer.parseInt(m.group(2))));
      }
    }
    Set<String> paths = new LinkedHashSet<>();
    for (Matcher m = PATH.matcher(text); m.find() && paths.size() < MAX_FRAMES; ) {
      paths.add(m.group());
    }
    frames.forEach(frame -> paths.remove(frame.file()));
    Set<String> modules = new LinkedHashSet<>();
    for (Matcher m = MODULE.matcher(text); m.find() && modules.size() < MAX_MODULES; ) {
      modules.add(m.group(1));
    }
    return new Mentions(
        List.copyOf(frames), List.copyOf(paths), List.copyOf(modules), identifiers(text));
  }

  private static Map<String, Double> identifiers(String text) {
    Map<String, Double> weights = new LinkedHashMap<>();
    for (Matcher m = IDENTIFIER.matcher(text); m.find(); ) {
      String word = m.group();
      boolean quoted = m.start() > 0 && "`'\"".indexOf(text.charAt(m.start() - 1)) >= 0;
      boolean called = m.end() < text.length() && text.charAt(m.end()) == '(';
      double weight = weight(word, quoted || called);
      if (weight > 0) {
        weights.merge(word, weight, Math::max);
      }
    }
    List<Map.Entry<String, Double>> sorted = new ArrayList<>(weights.entrySet());
    sorted.sort(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()));
    Map<String, Double> result = new LinkedHashMap<>();
    sorted.forEach(entry -> result.put(entry.getKey(), entry.getValue()));
    return result;
  }

  /** Returns how much a word looks like a name in code rather than a word of English. */
  private static double weight(String word, boolean isMarked) {
    boolean joined = word.contains(".") || word.contains("::") || word.contains("#");
    boolean mixed = false;
    for (int i = 1; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c == '_' || (Character.isUpperCase(c) && Character.isLowerCase(word.charAt(i - 1)))) {
        mixed = true;
        break;
      }
    }
    if (isMarked) {
      return 1;
    }
    if (mixed) {
      return 0.9;
    }
    if (joined) {
      return 0.7;
    }
    return Character.isUpperCase(word.charAt(0)) && word.length() > 3 ? 0.4 : 0;
  }
}
