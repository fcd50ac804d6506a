#include "shop/order.hpp"

using namespace shop;
using shop::pricing::Discount;

static long twice(long cents) { return cents * 2; }

int main() {
  Order order(Discount::standard());
  order.add(Item(1)).add(Item(2));
  order.touch();
  Order *other = Order::sample();
  other->cents();
  auto item = Item(3);
  item.cents();
  auto made = new Item(4);
  made->cents();
  const Priced &priced = order;
  priced.cents();
  shop::pricing::nearest(twice(2));
  settle(1);
  return 0;
}
