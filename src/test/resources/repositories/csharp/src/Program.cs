using Shop;
using Shop.Pricing;
using static Shop.Pricing.Rounding;
using Bill = Shop.Billing.Money;

public class Program
{
    public static void Main()
    {
        var order = new Order(new Percent());
        order.Add(new Item(5));
        IPriced priced = order;
        priced.Cents();
        order.Touch();
        Nearest(3);
        Bill.Of(1).Text();
        Item item = new Item(2);
        item.Half();
        order.Buyer = new Customer();
        if (priced is Order same)
        {
            same.Describe();
        }
        Missing();
    }
}
