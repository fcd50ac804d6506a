const Shop = require('./lib/shop');
const tools = require('./lib/tools');
const { twice, plus } = require('./lib/tools');
const word = translate('./lib/shop');

function run() {
  const shop = Shop.open();
  shop.sell(1);
  new Shop().sell(2);
  tools.half(3);
  tools.sum(1, 2);
  twice(4);
  plus(5, 6);
}

module.exports = run;
