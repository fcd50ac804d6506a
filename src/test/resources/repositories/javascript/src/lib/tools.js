function add(a, b) {
  return a + b;
}

const twice = (x) => add(x, x);

exports.half = function (x) {
  return x / 2;
};

exports.sum = add;

module.exports = { twice, plus: add };
