import * as shop from './lib';
import { create, Order } from '@app/index';

function run(order: Order) {
  create().price().plus(shop.Money.zero());
  shop.log('run');
  order.price();
}

function loose(order: any, known: Order) {
  order.price();
  (order as Order).price();
  (known as any).price();
  order.buyer().price();
  order.ship();
}
