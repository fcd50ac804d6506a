pub mod order;
pub mod pricing;
mod audit;

pub use crate::order::Order;

pub fn checkout(order: &Order) -> u64 {
    audit::log(order);
    let rule = pricing::Discount::new(10);
    let total = order.total();
    rule.apply(total)
}
