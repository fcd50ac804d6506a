import { Money, log } from './util';

export interface Priced {
  price(): Money;
}

export class Order implements Priced {
  private total: Money = new Money();

  constructor(private readonly store: Store) {}

  price(): Money {
    this.store.save(this);
    log('price');
    return this.total.plus(Money.zero());
  }
}

export class Store {
  save = (order: Order) => log('saved');
}
