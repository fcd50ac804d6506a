<?php
// Sells things.
namespace Shop\Sells;

use Shop\Base\Thing;
use Shop\Model\{Item, Price as Cost};
use function Shop\helper;
use const Shop\MAX;
use Shop\Log\Logger as Log;

require_once 'lib/legacy.php';

const LIMIT = 3;

/**
 * A shop.
 */
#[Entity]
abstract class Store extends Thing implements Seller, \Countable
{
    use Auditing, Tracing;

    public const MAX = 4;
    private array $items = [];
    protected static ?int $count = 0;

    /** Makes one. */
    public function __construct(private string $name, public readonly int $size = 0)
    {
        parent::__construct($name);
        $this->items = [];
    }

    public static function create(string $name, int ...$more): static
    {
        self::$count++;
        return new static($name);
    }

    /** Sells one. */
    public function sell(Item $item, ?int $n = 1): int|float
    {
        $price = $item->price() * $n;
        $made = new Item("a", 2);
        foreach ($this->items as $key => $each) {
            $each->touch($price);
        }
        $twice = fn(int $x): int => $x * self::MAX;
        $thrice = function ($y) use ($made) { return helper($y, ...$made->all()); };
        try {
            Log::info("sold {$item->name}");
            $item?->audit()->close();
        } catch (IOException | Error $e) {
            throw new \RuntimeException($e->getMessage());
        }
        if ($made instanceof Book) {
            echo strlen($made->title);
        }
        return Store::create("x")->size;
    }

    abstract protected function audit(): void;
}

interface Seller extends Base { public function sell(Item $item): int; }
trait Auditing { public function note() {} }
enum Status: string implements HasLabel { case Open = 'o'; case Closed = 'c'; }

function helper(array $list, &$out) {
    global $registry;
    $out = array_map('strtolower', $list);
    $name = $registry['x'];
}
$store = new class extends Store { };
