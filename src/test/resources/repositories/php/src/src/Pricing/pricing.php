<?php

namespace Shop\Pricing;

const LIMIT = 100;

interface Priced
{
    public function cents(): int;
}

class Discount
{
    public function __construct(private int $rate)
    {
    }

    public static function standard(): self
    {
        return new self(1);
    }

    public function apply(int $cents): int
    {
        return nearest($cents * $this->rate);
    }
}

class Item implements Priced
{
    const KIND = 'item';

    private $price;

    public function __construct($price)
    {
        $this->price = $price;
    }

    public function cents(): int
    {
        return $this->price;
    }

    public function label(): string
    {
        return self::KIND . Item::KIND;
    }
}

function nearest(int $cents): int
{
    return $cents;
}
