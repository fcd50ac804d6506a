import { Emitter, Operator, Point, Sink } from './stream';

// An arrow function gets its parameters' types from where it is passed to.
export const points = new Emitter<Point>((emitter) => {
  emitter.next(new Point(1));
  emitter.close();
});

export function chain() {
  points.on((point) => point.move());
  points.map((point) => point.move()).on((moved) => moved.move());
}

// A member of an object gets it from the declared type of the object.
const sink: Sink<Point> = {
  next: (point) => point.move(),
};

export function shift(): Operator<Point, Point> {
  return (from) => from.map((point) => point.move());
}

function run<T>(value: T, work: (value: T) => void): T {
  work(value);
  return value;
}

export function inferred() {
  return run(new Point(2), (point) => point.move()).move();
}
