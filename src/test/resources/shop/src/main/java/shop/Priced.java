package shop;

/** Has a price. */
public interface Priced {
  int total();
}
