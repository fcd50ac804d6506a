export interface Sink<T> {
  next: (value: T) => void;
  close?(): void;
}

export class Emitter<T> implements Sink<T> {
  constructor(private source?: (emitter: Emitter<T>) => void) {}

  next(value: T): void {}

  close(): void {}

  // Signatures before an implementation are one function with it.
  on(sink: Sink<T>): Emitter<T>;
  on(next: (value: T) => void): Emitter<T>;
  on(target: Sink<T> | ((value: T) => void)): Emitter<T> {
    return this;
  }

  map<R>(project: (value: T, index: number) => R): Emitter<R> {
    return new Emitter<R>((emitter) => emitter.close());
  }
}

export class Point {
  constructor(public x: number) {}

  move(): Point {
    return this;
  }
}

export type Operator<A, B> = (from: Emitter<A>) => Emitter<B>;
