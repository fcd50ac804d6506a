mod rounding;

use self::rounding::nearest;

pub trait Priced {
    fn cents(&self) -> u64;

    fn label(&self) -> String {
        format!("{}", self.cents())
    }
}

#[derive(Clone, Copy)]
pub struct Money(u64);

impl Money {
    pub fn of(cents: u64) -> Money {
        Money(cents)
    }

    pub fn value(&self) -> u64 {
        self.0
    }
}

pub enum Rule {
    Flat(u64),
    Percent { rate: u64 },
}

pub struct Discount {
    rule: Rule,
}

impl Discount {
    pub fn new(rate: u64) -> Discount {
        Discount { rule: Rule::Percent { rate } }
    }

    pub fn apply(&self, cents: u64) -> u64 {
        match &self.rule {
            Rule::Flat(off) => cents - off,
            Rule::Percent { rate } => nearest(cents * rate),
        }
    }
}

pub fn zero() -> u64 {
    0
}

pub fn describe<T: Priced>(one: &T, other: &dyn Priced) -> String {
    one.label() + &other.label()
}
