import { Circle, Shape, Square } from "./shapes";

const makers = { round: (size: number) => new Circle(size), even: (size: number) => new Square(size) };

function reduced(): number {
  return [1, 2].map((size) => makers.even(size)).reduce((one, other) => (one.area() > other.area() ? one : other)).area();
}

export function total(shapes: Map<string, Shape>): number {
  let sum = reduced();
  shapes.forEach((shape) => {
    sum += shape.area();
  });
  return Math.round(sum);
}
