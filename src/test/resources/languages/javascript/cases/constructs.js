import def, { named as alias } from './module.js';
import * as space from 'package';
export { helper as util };
export * from './other';
const path = require('path');
const { join } = require('path');

/** Adds. */
export function add(a, b = 1, ...rest) {
  return a + b;
}

export default class Shop extends Base {
  #secret = 1;
  static count = 0;
  handler = (event) => this.sell(event);

  constructor(name) {
    super(name);
    this.items = new space.List(name);
  }

  get size() {
    return this.items.length;
  }

  async sell({ item, price: cost }, [first]) {
    for (const each of this.items) {
      await each.save(item, ...first);
    }
    alias(cost)?.then((x) => x.done());
  }
}

const helper = async (x) => join(x, path.sep);
const table = { run() { return 1; }, stop: () => 2 };
module.exports.extra = function () {};
const view = <Shop name={add(1, 2)}><b>text</b></Shop>;
