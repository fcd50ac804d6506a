package shop;

/** Takes orders. */
public class OrderService {
  private int placed;

  /** Places an order, so that it will be shipped. */
  public boolean place(Order order) {
    if (order.total() == 0) {
      return false;
    }
    placed++;
    Audit.write("placed for " + order.total());
    return true;
  }

  /** Places an order at a discount in percent. */
  public boolean place(Order order, int discount) {
    return discount < 100 && place(order);
  }
}
