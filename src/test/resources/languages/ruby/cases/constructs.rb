# Sells things.
require 'json'
require_relative '../shop/item'

module Shop
  LIMIT = 3

  # A shop.
  class Store < Base::Thing
    include Comparable
    extend Enumerable
    attr_accessor :name, :size
    attr_reader :items

    # Makes one.
    def initialize(name, size = 0, *rest, key:, other: 1, **options, &block)
      @name = name
      @items = []
      super(name)
    end

    def self.create(name)
      new(name, 2)
    end

    class << self
      def count
        @@count ||= 0
      end
    end

    def sell(item, n)
      total = item.price * n
      items.each do |each|
        each.touch(total)
        puts "sold #{each.name}"
      end
      found = @items.find { |i| i.name == name }
      store = Shop::Store.new("x", 3)
      store.name = "y"
      self.size += 1
      raise ArgumentError, "none" unless found&.ok?
      audit
      total
    rescue IOError => e
      warn(e.message)
    end

    def ==(other)
      name == other.name
    end

    private

    def audit
      yield self
      [1, 2].map(&:to_s)
      for x in items do use x end
      first, second = pair
      twice = ->(y) { y * 2 }
      twice.call(first)
    end
  end

  class Error < StandardError; end
end

# At the top.
def helper(a)
  Shop::Store.create(a).sell(a, LIMIT)
end
