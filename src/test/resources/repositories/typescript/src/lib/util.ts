export class Money {
  static zero(): Money {
    return new Money();
  }
  plus(other: Money): Money {
    return other;
  }
}
export const log = (text: string): void => {
  console.log(text);
};
