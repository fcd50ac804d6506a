package shop;

class OrderServiceTest {
  void emptyOrdersAreNotPlaced() {
    if (new OrderService().place(new Order())) {
      throw new AssertionError();
    }
  }

  static Order anOrder() {
    return new Order();
  }
}
