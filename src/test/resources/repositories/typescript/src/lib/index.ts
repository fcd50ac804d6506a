export { Order } from './order';
export * from './util';
export { default as create } from './create';
