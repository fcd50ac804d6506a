using System;
using System.Collections.Generic;
using static System.Math;
using Names = System.Collections.Generic.List<string>;

namespace Shop.Sells
{
    /// <summary>A shop.</summary>
    [Serializable]
    public class Store<T> : Base<T>, ISeller where T : class, new()
    {
        public const int Limit = 3;
        private readonly List<T> items = new List<T>();
        internal static int count, total;
        public event EventHandler Sold;

        /// <summary>The name.</summary>
        public string Name { get; private set; } = "x";
        public int Size => items.Count;
        public T this[int index] => items[index];

        /// <summary>Makes one.</summary>
        public Store(string name, int n = 0) : base(name)
        {
            this.Name = name;
            Sold += OnSold;
        }

        [Obsolete("no")]
        public override int Sell(Item item, params int[] counts)
        {
            var price = item.Price();
            Item copy = new Item("a", 2) { Name = "b" };
            foreach (var each in items)
            {
                Console.WriteLine($"{each} {price}");
            }
            using (var file = File.Open("x")) { file.Close(); }
            if (item is Book book && book.Pages > 3) { base.Sell(book, 1); }
            Func<int, int> twice = x => Max(x, 2);
            try { this.items.Add((T) copy.Clone()); }
            catch (IOException e) { throw new ArgumentException(nameof(item), e); }
            int Local(int z) { return z; }
            return items?.Count ?? Local(default) + Store<T>.Create<int>(out var made);
        }

        public static Store<T> Create<K>(out int made) { made = 0; return null; }
        protected abstract void Audit();
        public static Store<T> operator +(Store<T> a, Store<T> b) => a;
        ~Store() { }
    }

    public interface ISeller : IDisposable
    {
        int Sell(Item item, params int[] counts);
        string Name { get; }
    }

    public struct Pair { public int A; }
    public record Point(int X, int Y) : Shape;
    enum Status { Open, Closed = 2 }
    public delegate int Compare(Item a, Item b);

    internal static class Extensions
    {
        public static async Task<int> Twice(this Item item) => await item.Load().ConfigureAwait(false);
    }
}
