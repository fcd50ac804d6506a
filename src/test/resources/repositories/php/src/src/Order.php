<?php

namespace Shop;

use Shop\Pricing\Discount;
use Shop\Pricing\Item as Line;
use Shop\Pricing\Priced;
use function Shop\Pricing\nearest;
use const Shop\Pricing\LIMIT;

class Order extends Document implements Priced
{
    use Logs;

    private array $items = [];
    private Discount $discount;
    public ?Customer $buyer = null;

    public function __construct(Discount $discount)
    {
        parent::__construct('order');
        $this->discount = $discount;
    }

    public function add(Line $item): static
    {
        $this->items[] = $item;
        $this->touch();
        $this->log($item->label());
        return $this;
    }

    public function cents(): int
    {
        $sum = 0;
        foreach ($this->items as $item) {
            $sum += $item->cents();
        }
        return $this->discount->apply(nearest(min($sum, LIMIT)));
    }

    public function describe(): string
    {
        return $this->title() . $this->buyer->name() . $this->buyer?->name() . self::kind() . static::kind();
    }

    public static function kind(): string
    {
        return parent::title();
    }
}

class Customer
{
    public function name(): string
    {
        return strlen('n');
    }
}
