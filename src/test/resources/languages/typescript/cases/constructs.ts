import type { Observer } from './types';
import config from './config';
export { Observer } from './types';

export type Handler<T> = (value: T) => void;

/** Sells. */
export interface Seller<T> extends Base<T> {
  readonly name: string;
  sell(item: T, count?: number): Promise<T>;
}

export enum Color {
  Red,
  Green = 'g',
}

export abstract class Shop<T extends Item> extends Market<T> implements Seller<T>, Closeable {
  private readonly items: Map<string, T> = new Map();

  constructor(private store: Store, public name: string = 'x') {
    super();
  }

  abstract close(): void;

  static of(name: string): Shop<Item> {
    return new Local(name) as Shop<Item>;
  }

  sell(item: T, count = 1): Promise<T> {
    this.store.get(item.id)!.update((value: T) => value.touch());
    return Promise.resolve(item);
  }
}

export function parse(text: string): Item;
export function parse(text: number): Item;
export function parse(text: any): Item {
  const found: Item | undefined = config.find(text);
  return found ?? new Item();
}

namespace Inner {
  export const value = 1;
}
