require_relative "document"
require_relative "pricing"

module Shop
  class Item
    include Pricing::Priced

    KIND = "item"

    attr_accessor :price

    def initialize(price)
      @price = price
    end

    def cents
      price
    end

    def kind
      KIND
    end
  end

  class Order < Document
    include Pricing::Priced

    def initialize(discount)
      super("order")
      @discount = discount
      @items = []
      @first = Item.new(1)
    end

    def add(item)
      @items << item
      touch
      self
    end

    def cents
      sum = @first.cents
      @items.each { |item| sum += item.cents }
      @discount.apply(sum)
      Pricing.nearest(sum)
    end

    def touch
      super
      self.class.name
    end

    def describe
      label + title + first_kind
    end

    private

    def first_kind
      @first.kind
    end
  end
end
