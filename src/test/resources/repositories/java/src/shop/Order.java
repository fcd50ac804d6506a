package shop;

import java.util.ArrayList;
import java.util.List;
import shop.util.Money;
import static shop.util.Money.zero;

public class Order extends Base implements Priced {
  private final List<Item> items = new ArrayList<>();
  private Customer customer;

  public Order(Customer customer) {
    this.customer = customer;
  }

  @Override
  public Money price() {
    Money sum = zero();
    for (Item item : items) {
      sum = sum.plus(item.price());
    }
    customer.account().charge(sum);
    log(sum.toString());
    Runnable later = () -> save();
    return sum;
  }

  void add(Item item) {
    items.add(item);
    add(item, 1);
  }

  void add(Item item, int count) {}

  static Order of(Customer customer) {
    return new Order(customer);
  }

  interface Item extends Priced {}
}
