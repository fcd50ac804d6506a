use super::order::Order;

pub fn log(order: &Order) {
    println!("{}", order.items.len());
    nearest();
    self::zero(1);
}

fn zero(level: u64) -> u64 {
    level
}
