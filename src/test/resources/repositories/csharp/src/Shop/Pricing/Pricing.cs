namespace Shop.Pricing
{
    public interface IPriced
    {
        long Cents();
    }

    public interface IDiscount
    {
        long Apply(long cents);
    }

    public class Percent : IDiscount
    {
        public long Apply(long cents) => Rounding.Nearest(cents / 2);
    }

    public class Item : IPriced
    {
        public long Price;

        public Item(long price)
        {
            Price = price;
        }

        public long Cents()
        {
            return Price;
        }
    }

    public class Money
    {
        public static Money Of(long cents) => new Money();

        public string Text() => "";
    }

    public static class Rounding
    {
        public static long Nearest(long cents) => cents;

        public static long Half(this Item item) => item.Price / 2;
    }
}
