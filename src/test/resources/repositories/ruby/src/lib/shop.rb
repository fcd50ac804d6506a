require_relative "shop/document"
require_relative "shop/order"
require "shop/pricing"

module Shop
  def self.checkout(order)
    order.cents
  end

  def self.sample
    order = Order.new(Pricing::Discount.new(2))
    order.add(Item.new(3))
    order.touch
    order.describe
    checkout(order)
    Registry.instance.register(order)
  end
end
