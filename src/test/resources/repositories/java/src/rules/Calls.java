package rules;

import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Calls of which only types tell which method is meant. */
class Calls {
  void take(int value) {}

  void take(long value) {}

  void take(Object value) {}

  void take(Integer value) {}

  void take(String value) {}

  void take(char[] value) {}

  void take(int first, Object... rest) {}

  void take(CharSequence value) {}

  void make(Supplier<Shape> supplier) {}

  void make(Runnable task) {}

  void make(Function<String, Shape> function) {}

  void overloads(int[] numbers, char[] letters, List<String> names, byte small, Map<String, Long> counts) {
    take(1);
    take(1L);
    take(small);
    take(1.5);
    take("text");
    take(numbers[0]);
    take(numbers.length + 1);
    take(letters);
    take((Object) "text");
    take(names.get(0));
    take(counts.get("a") + 1);
    take("a" + 1);
    take(true ? 1 : 2);
    take(1, 2, 3);
    take(new StringBuilder());
    take(Integer.valueOf(3));
    take(names.stream().map(String::length).findFirst().get());
    take(unknown.something());
  }

  void functions() {
    make(() -> new Circle(1));
    make(() -> {});
    make(name -> new Shape());
    make(Circle::new);
  }

  void generics(Box<Circle> box, CircleRepository repository, List<? extends Circle> circles) {
    box.open().area();
    repository.all().get(0).area();
    repository.find("x").map(Circle::area).orElse(1.0);
    repository.find("x").ifPresent(circle -> circle.area());
    repository.count();
    for (var circle : circles) {
      circle.area();
    }
    new CircleBuilder().named("c").build().area();
    List<Circle> big = circles.stream().filter(c -> c.area() > 1).collect(toList());
    big.forEach(Circle::area);
    var copy = new ArrayList<Circle>(big);
    copy.get(0).label();
  }

  void patterns(Object value) {
    if (value instanceof Circle shape) {
      shape.area();
    } else if (value instanceof Box<?> shape) {
      shape.describe();
    }
    Size.valueOf("SMALL").weight();
    new Point(1, 2).x();
    Point.check(3);
    value.toString();
  }

  Shape anonymous() {
    return new Shape() {
      @Override
      String label() {
        return own() + super.label() + Calls.this.name();
      }

      String own() {
        return name();
      }
    };
  }

  String name() {
    return "calls";
  }

  String toString(int radix) {
    return toString();
  }

  <T extends Shape & Comparable<T>> void bounds(T first, T second) {
    first.label();
    first.compareTo(second);
  }

  static <K, V> V pick(Map<K, V> map, K key) {
    return map.get(key);
  }

  void inferred(Map<String, Circle> circles) {
    pick(circles, "a").area();
    Calls.<String, Circle>pick(circles, "b").area();
  }
}

/** Has methods of the same names, and is never used by the others. */
class Namesake {
  double area() {
    return 0;
  }

  String label() {
    return "";
  }

  void take(String value) {}
}
