package dev.codeintel.resolution;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Makes small trees of several languages in two parts that do not import each other but use the
 * same names.
 */
final class RandomTrees {
  private static final String[] NAMES = {"Order", "Item", "Store", "Basket"};
  private static final String[] MEMBERS = {"add", "total", "run", "close"};

  private RandomTrees() {}

  static boolean isInOtherPart(String one, String other) {
    return one.contains("left/") != other.contains("left/") && !one.isEmpty() && !other.isEmpty();
  }

  static Map<String, String> tree(Random random) {
    Map<String, String> files = new TreeMap<>();
    files.put("go/go.mod", "module example.com/shop\n");
    for (String part : new String[] {"left", "right"}) {
      for (String name : NAMES) {
        String other = NAMES[random.nextInt(NAMES.length)];
        String member = MEMBERS[random.nextInt(MEMBERS.length)];
        String called = MEMBERS[random.nextInt(MEMBERS.length)];
        String lower = name.toLowerCase(java.util.Locale.ROOT);
        files.put("java/" + part + "/" + name + ".java", java(part, name, other, member, called));
        files.put("py/" + part + "/" + lower + ".py", python(part, name, other, member, called));
        files.put("ts/" + part + "/" + lower + ".ts", script(name, other, member, called));
        files.put("go/" + part + "/" + lower + ".go", go(part, name, other, member, called));
      }
      files.put("py/" + part + "/__init__.py", "from .order import Order\n");
    }
    return files;
  }

  private static String java(String part, String name, String other, String member, String called) {
    return """
        package shop.%1$s;
        public class %2$s {
          %3$s held = new %3$s();
          static int count;
          public int %4$s() { return 1; }
          public int use(%3$s given) { count = given.%5$s() + held.%5$s(); return helper() + %4$s(); }
          static int helper() { return %3$s.count; }
        }
        """
        .formatted(part, name, other, member, called);
  }

  private static String python(
      String part, String name, String other, String member, String called) {
    String from = name.equals(other) ? "" : importOf(part, other);
    return """
        %1$sCOUNT = 1

        class %2$s:
            def %4$s(self):
                return COUNT

            def use(self, given: "%3$s"):
                made = %3$s()
                return helper() + made.%5$s() + given.%5$s() + self.%4$s()

        def helper():
            return 1
        """
        .formatted(from, name, other, member, called);
  }

  private static String importOf(String part, String name) {
    String module = name.toLowerCase(java.util.Locale.ROOT);
    return part.equals("left")
        ? "from ." + module + " import " + name + "\n"
        : "from right." + module + " import " + name + "\n";
  }

  private static String script(String name, String other, String member, String called) {
    String module = other.toLowerCase(java.util.Locale.ROOT);
    String from =
        name.equals(other) ? "" : "import { %s } from \"./%s\";\n".formatted(other, module);
    return """
        %1$sexport class %2$s {
          held = new %3$s();
          %4$s(): number { return helper(); }
          use(given: %3$s): number { return given.%5$s() + this.held.%5$s() + this.%4$s(); }
        }
        export function helper(): number { return 1; }
        """
        .formatted(from, name, other, member, called);
  }

  private static String go(String part, String name, String other, String member, String called) {
    return """
        package %1$s

        type %2$s struct { held *%3$s }

        func (s *%2$s) %4$s() int { return helper%2$s() }

        func (s *%2$s) use(given *%3$s) int { return given.%5$s() + s.held.%5$s() + s.%4$s() }

        func helper%2$s() int { return 1 }
        """
        .formatted(part, name, other, member, called);
  }
}
