use crate::pricing::{self, Money as Amount, Priced};
use std::fmt;

pub struct Item {
    pub price: Amount,
}

#[derive(Default)]
pub struct Order {
    pub items: Vec<Item>,
    first: Option<Item>,
}

impl Item {
    pub fn new(cents: u64) -> Self {
        Item { price: Amount::of(cents) }
    }
}

impl Order {
    pub fn add(&mut self, item: Item) -> &mut Self {
        self.items.push(item);
        self
    }

    pub fn total(&self) -> u64 {
        let mut sum = pricing::zero();
        for item in &self.items {
            sum += item.cents();
            sum += item.price.value();
        }
        self.round(sum)
    }

    fn round(&self, sum: u64) -> u64 {
        if let Some(first) = &self.first {
            return first.cents();
        }
        sum
    }
}

impl Priced for Item {
    fn cents(&self) -> u64 {
        self.price.value()
    }
}

impl fmt::Display for Order {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}", self.total())
    }
}

pub fn sample() -> Order {
    let mut order = Order::default();
    order.add(Item::new(1)).add(Item::new(2));
    let item = Item::new(3);
    item.label();
    let pound = Amount::of(4);
    pound.value();
    order
}
