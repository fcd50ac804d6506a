package demo.shop;

import java.util.List;
import java.util.function.*;
import static java.util.Objects.requireNonNull;
import static demo.util.Strings.*;

/** Sells things. */
@Deprecated
public abstract class Constructs<T extends Comparable<T>> extends Base implements Runnable, Shop.Seller {
  private static final int LIMIT = 3, OTHER = 4;
  protected List<T> items;

  /**
   * Makes one.
   *
   * @param items what to sell
   */
  public Constructs(List<T> items, String... names) {
    super(names.length);
    this.items = requireNonNull(items);
  }

  @Override
  public void run() {
    for (T item : items) {
      item.compareTo(null);
    }
    var total = new Counter(LIMIT).add(1).value();
    Runnable later = () -> stop(total);
    items.forEach(this::accept);
    Object o = total;
    if (o instanceof Integer number && number > 2) {
      System.out.println((String) o);
    }
    new Thread() {
      @Override
      public void run() {
        stop(1);
      }
    }.start();
    try (var in = open()) {
      in.read();
    } catch (RuntimeException e) {
      e.getMessage();
    }
  }

  abstract int stop(int code);

  enum Color implements Supplier<String> {
    RED("r"),
    GREEN("g") {
      @Override
      public String get() {
        return "green";
      }
    };

    Color(String letter) {}
  }

  record Point(int x, int y) {
    Point {
      check(x);
    }
  }

  sealed interface Shape permits Circle {
    double area();

    default String label() {
      return "shape";
    }
  }

  @interface Marker {
    String value() default "";
  }
}
