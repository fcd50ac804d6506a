import { Order, Store } from './order';

export default function createOrder(): Order {
  return new Order(new Store());
}
