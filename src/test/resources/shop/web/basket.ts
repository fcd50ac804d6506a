/** Articles before they are ordered. */
export class Basket {
  private cents: number[] = [];

  put(cents: number): void {
    this.cents.push(cents);
  }

  total(): number {
    return this.cents.reduce((a, b) => a + b, 0);
  }
}

export function show(basket: Basket): string {
  return `${basket.total()} cents`;
}
