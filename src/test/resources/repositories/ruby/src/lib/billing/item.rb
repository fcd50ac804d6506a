module Billing
  class Item
    def self.nearest(cents)
      cents
    end

    def kind
      "billing"
    end
  end

  def self.use
    Item.new.kind
    Item.nearest(1)
    half(2)
  end
end
