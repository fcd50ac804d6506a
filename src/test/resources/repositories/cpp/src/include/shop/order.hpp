#pragma once

#include "document.hpp"

#include <memory>
#include <vector>

namespace shop {

struct Item : public Priced {
  long price;

  explicit Item(long price) : price(price) {}
  long cents() const override { return price; }
};

namespace pricing {

class Discount {
public:
  static Discount standard();
  long apply(long cents) const;
};

long nearest(long cents);

}

class Order : public Document, public Priced {
public:
  explicit Order(pricing::Discount discount);

  Order &add(const Item &item);
  long cents() const override;
  std::string title() const override;
  static Order *sample();

private:
  std::vector<Item> items_;
  pricing::Discount discount_;
  Item *first_ = nullptr;
  std::unique_ptr<Item> last_;
};

}
