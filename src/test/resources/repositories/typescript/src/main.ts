import * as shop from './lib';
import { create, Order } from '@app/index';

function run(order: Order) {
  create().price().plus(shop.Money.zero());
  shop.log('run');
  order.price();
}
