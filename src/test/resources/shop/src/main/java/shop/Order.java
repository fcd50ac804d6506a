package shop;

/** What a customer wants. It is open until it is placed. */
public class Order implements Priced {
  private int total;

  /** Adds an article at a price in cents. */
  public void add(int cents) {
    total += cents;
  }

  @Override
  public int total() {
    return total;
  }
}
