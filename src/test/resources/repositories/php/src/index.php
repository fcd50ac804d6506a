<?php

require_once __DIR__ . '/src/Pricing/pricing.php';

use Shop\Order;
use Shop\Pricing\{Discount, Item};
use Shop\Billing;

$order = new Order(Discount::standard());
$order->add(new Item(5))->describe();
echo Billing\Item::make()->label();
echo \Shop\Pricing\nearest(3);
echo Order::kind();
echo Item::KIND;

function show(Order $order): void
{
    $order->cents();
    $order->title();
    $order->touch();
    missing();
}

function sell(\Shop\Billing\Item $item, Billing\Item $other): string
{
    $made = new \Shop\Pricing\Item(1);
    return $item->label() . $other->label() . $made->label();
}
