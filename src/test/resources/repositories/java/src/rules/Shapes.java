package rules;

import java.util.List;
import java.util.Optional;

/** Types with generics, bounds and an inheritance chain. */
class Shape {
  String label() {
    return "shape";
  }

  private void hidden() {}
}

class Circle extends Shape {
  final double radius;

  Circle(double radius) {
    this.radius = radius;
  }

  double area() {
    return radius;
  }
}

/** A builder whose methods give back the subtype. */
abstract class Builder<B extends Builder<B>> {
  abstract B self();

  B named(String name) {
    return self();
  }
}

class CircleBuilder extends Builder<CircleBuilder> {
  @Override
  CircleBuilder self() {
    return this;
  }

  Circle build() {
    return new Circle(1);
  }
}

class Box<T extends Shape> {
  private final T content;

  Box(T content) {
    this.content = content;
  }

  T open() {
    return content;
  }

  String describe() {
    return content.label();
  }
}

interface Repository<E> {
  List<E> all();

  Optional<E> find(String name);

  default int count() {
    return all().size();
  }
}

interface CircleRepository extends Repository<Circle> {}

enum Size {
  SMALL(1),
  LARGE(2) {
    @Override
    int weight() {
      return base();
    }
  };

  private final int base;

  Size(int base) {
    this.base = base;
  }

  int weight() {
    return base;
  }

  int base() {
    return base;
  }
}

record Point(int x, int y) {
  Point {
    check(x);
  }

  static void check(int value) {}
}
