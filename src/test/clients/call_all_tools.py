"""Lists and calls all tools with the official Python SDK.

call_all_tools.py http URL | call_all_tools.py stdio COMMAND ARGUMENT...
"""
import asyncio
import os
import sys

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.client.streamable_http import streamablehttp_client

SYMBOL = os.environ.get("SAMPLE_SYMBOL", "OrderService.place")
CALLS = {
    "explore": {"task": "where are orders placed"},
    "search_code": {"queries": ["order"]},
    "find_symbol": {"names": ["*Order*"]},
    "read_symbol": {"path": os.environ.get("SAMPLE_PATH", "OrderService.java")},
    "outline": {},
    "find_references": {"symbol": SYMBOL},
    "trace": {"from": SYMBOL},
    "impact": {"symbols": [SYMBOL]},
    "index_status": {},
}


async def check(kind, read, write):
    async with ClientSession(read, write) as session:
        await session.initialize()
        names = sorted(tool.name for tool in (await session.list_tools()).tools)
        assert names == sorted(CALLS), names
        for name, arguments in CALLS.items():
            result = await session.call_tool(name, arguments)
            assert not result.isError and result.structuredContent, (name, result)
            print(f"python {kind} {name}: {len(result.structuredContent['hits'])} of {result.structuredContent['total']}")
        assert (await session.call_tool("trace", {"form": "x"})).isError


async def main(kind, *rest):
    if kind == "http":
        async with streamablehttp_client(rest[0]) as (read, write, _):
            await check(kind, read, write)
    else:
        async with stdio_client(StdioServerParameters(command=rest[0], args=list(rest[1:]))) as (read, write):
            await check(kind, read, write)


asyncio.run(main(*sys.argv[1:]))
