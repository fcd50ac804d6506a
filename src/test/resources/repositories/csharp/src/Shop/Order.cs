using System.Collections.Generic;
using Shop.Pricing;

namespace Shop
{
    public class Order : Document, IPriced
    {
        private readonly List<Item> items = new List<Item>();
        private readonly IDiscount discount;

        public Order(IDiscount discount) : base("order")
        {
            this.discount = discount;
        }

        public Customer Buyer { get; set; }

        public void Add(Item item)
        {
            items.Add(item);
            Touch();
        }

        public long Cents()
        {
            long sum = 0;
            foreach (var item in items)
            {
                sum += item.Cents();
            }
            return discount.Apply(sum);
        }

        public string Describe()
        {
            return Title() + Buyer.Name() + Buyer?.Name() + base.Title();
        }

        public override string Title() => "order " + Money.Of(Cents()).Text();
    }

    public class Customer
    {
        public string Name() => "n";
    }
}
