use super::zero;

pub fn nearest(cents: u64) -> u64 {
    cents / 5 * 5 + zero()
}
