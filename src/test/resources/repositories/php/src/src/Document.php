<?php

namespace Shop;

abstract class Document
{
    protected string $title;
    protected int $version = 0;

    public function __construct(string $title)
    {
        $this->title = $title;
    }

    public function title(): string
    {
        return $this->title;
    }

    public function touch(): void
    {
        $this->version++;
    }
}

trait Logs
{
    protected function log(string $line): void
    {
        nearest(1);
    }
}
