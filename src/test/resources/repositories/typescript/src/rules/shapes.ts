import { Emitter, Point, Sink } from './stream';

interface Pair {
  first: Point;
  second: Emitter<Point>;
}

export function take({ first, second: stream }: Pair) {
  first.move();
  stream.next(first);
}

export function apart(pair: Pair) {
  const { first, ...rest } = pair;
  const [head] = [first];
  head.move();
  for (const each of [first]) {
    each.move();
  }
}

// One of two: both are candidates; a member that one of them has is resolved.
export function either(target: Emitter<Point> | Sink<Point>, other: Point | null) {
  target.next(new Point(1));
  other.move();
}

// What a function returns is known without an annotation.
function make() {
  return new Point(3);
}

export const tools = {
  point: make,
  log(text: string) {},
  again() {
    this.log('again');
  },
};

export function use() {
  make().move();
  tools.log('once');
  tools.point().move();
}

// Names of the language are no namesakes of ours.
class Registry {
  keys() {}

  static from() {}
}

export function names(items: Point[], table: Map<string, Point>) {
  Object.keys(items);
  Array.from(items);
  table.keys();
}

// A function of its own has a this of its own.
class Timer {
  tick() {}

  start() {
    const arrow = () => this.tick();
    setTimeout(function () {
      this.tick();
    });
    return arrow;
  }
}

export function called(this: Timer) {
  this.tick();
}

// What arrays, maps and promises give is what went in.
export async function library(points: Point[], byName: Map<string, Point>, later: Promise<Point>) {
  points.filter((each) => each.move()).forEach((each) => each.move());
  points.map((each) => new Emitter<Point>()).pop().close();
  byName.get('a').move();
  for (const [name, each] of byName) {
    each.move();
  }
  later.then((each) => each.move()).catch(() => {});
  (await later).move();
  (await Promise.all([later]))[0].move();
}

// A type written out where it is used has no names to give.
export function inline(options: { make(): Point }) {
  options.make();
}

// A class and its instances may have members of one name.
class Clock {
  static now: () => number;

  now: () => number;

  both() {
    Clock.now();
    this.now();
  }
}
