//! Sells things.
use std::collections::{BTreeMap, HashMap as Map};
use crate::model::{self, Item, price::{Price, Tax as Levy}};
use super::base::*;
use std::fmt;
pub use self::kinds::Kind;
mod kinds;

/// The most that fits.
pub const LIMIT: usize = 3;
static mut COUNT: u32 = 0;

/// A shop.
#[derive(Debug, Clone)]
pub struct Store<T: Clone> {
    pub name: String,
    items: Vec<T>,
}

pub struct Pair(pub i32, Item);

enum Status {
    Open,
    Closed { since: u64 },
    Moved(String),
}

type Stock = Map<String, Item>;

pub trait Seller: fmt::Debug + Send {
    type Output;
    const MAX: u8;
    /// Sells one.
    fn sell(&self, item: Item, n: u32) -> Result<Price, String>;
    fn twice(&self) -> u32 { self.sell(Item::new("x"), 2).unwrap().total() }
}

impl<T: Clone> Store<T> {
    /// Makes one.
    pub fn new(name: &str) -> Self {
        let count: usize = name.len();
        Self { name: name.to_string(), items: Vec::with_capacity(count) }
    }

    fn grow(&mut self, mut more: Vec<T>) {
        self.items.append(&mut more);
        self.name = String::from("grown");
    }
}

impl<T> Seller for Store<T> {
    type Output = Price;
    fn sell(&self, item: Item, n: u32) -> Result<Price, String> {
        let price = item.price()?;
        let (left, right) = (1, 2.5);
        let twice = |p: Price| p.scale(2);
        for each in self.items.iter() {
            println!("{} {}", each, n);
        }
        if let Some(found) = self.find(&item) {
            found.touch();
        }
        match self.status {
            Status::Open => helper::<u32>(left as u32),
            Status::Moved(to) => model::announce(to),
            _ => return Err(format!("closed")),
        };
        let mut stock = Stock::default();
        stock.insert(item.name.clone(), Item { name: "a", ..item });
        Ok(twice(price))
    }
}

macro_rules! shout {
    ($e:expr) => { println!("{}", $e) };
}

mod inner {
    pub(crate) async fn helper<A>(a: A) -> A where A: Clone { a }
}
