#include "shop/order.hpp"

namespace shop {

Document::Document(std::string title) : title_(title) {}

std::string Document::title() const { return title_; }

namespace pricing {

Discount Discount::standard() { return Discount(); }

long Discount::apply(long cents) const { return nearest(cents); }

long nearest(long cents) { return cents; }

}

Order::Order(pricing::Discount discount) : Document("order"), discount_(discount) {}

Order &Order::add(const Item &item) {
  items_.push_back(item);
  touch();
  return *this;
}

long Order::cents() const {
  long sum = 0;
  for (const auto &item : items_) {
    sum += item.cents();
  }
  sum += first_->cents();
  sum += last_->cents();
  return discount_.apply(pricing::nearest(sum));
}

std::string Order::title() const { return Document::title(); }

Order *Order::sample() { return new Order(pricing::Discount::standard()); }

}
