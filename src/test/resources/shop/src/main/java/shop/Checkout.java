package shop;

/** The last page of the shop, where a customer pays. */
public class Checkout {
  private final OrderService service = new OrderService();

  /** Pays with a card that was checked before. */
  public boolean pay(Order order) {
    return service.place(order);
  }
}
