"""Calls the tools of a server over stdio with random arguments; no answer may exceed max_tokens.

fuzz.py CALLS SEED COMMAND ARGUMENT...
"""
import json
import random
import subprocess
import sys

calls, seed, command = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
print("seed", seed)
rng = random.Random(seed)
server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
last = 0


def rpc(method, params):
    global last
    last += 1
    message = {"jsonrpc": "2.0", "id": last, "method": method, "params": params}
    server.stdin.write(json.dumps(message).encode() + b"\n")
    server.stdin.flush()
    while True:
        answer = json.loads(server.stdout.readline())
        if answer.get("id") == last:
            return answer


rpc("initialize", {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "fuzz", "version": "1"}})
server.stdin.write(b'{"jsonrpc":"2.0","method":"notifications/initialized"}\n')
tools = rpc("tools/list", {})["result"]["tools"]
words = ["OrderService", "OrderService.place", "place", "*", "get*", "a", "x" * 100000, "\u001b[31m", "OrderService.java:5",
         "src/**", "java", "../..", "(a+)+$", "\u202e", "值", "", "resolved", "text", "AAAAAAAAAAAAAAAAAAAAAA", "Map.get", "{", "1-9999999"]


def value(schema):
    kind = schema.get("type")
    if rng.random() < 0.05:
        return rng.choice([None, 7, "x", [], {}, True, [None], 1e308])
    if "enum" in schema:
        return rng.choice(schema["enum"])
    if kind == "string":
        return rng.choice(words)
    if kind == "integer":
        return rng.choice([-1, 0, 1, 3, 200, 201, 500, 4000, 10**9])
    if kind == "boolean":
        return rng.random() < 0.5
    return [rng.choice(words) for _ in range(rng.randrange(4))]


worst, cursor = 0.0, None
for number in range(calls):
    tool = rng.choice(tools)
    properties = tool["inputSchema"]["properties"]
    required = tool["inputSchema"].get("required", [])
    arguments = {k: value(s) for k, s in properties.items() if k in required or rng.random() < 0.2}
    if rng.random() < 0.5:
        arguments["max_tokens"] = rng.choice([200, 250, 400, 1000])
    if rng.random() < 0.02:
        arguments["bogus"] = 1
    answer = rpc("tools/call", {"name": tool["name"], "arguments": arguments})
    if "result" not in answer:
        raise SystemExit(f"call {number} {tool['name']} {str(arguments)[:300]}: {str(answer)[:300]}")
    result = answer["result"]
    text = "".join(part["text"] for part in result["content"])
    size = len(text.encode()), len(json.dumps(result["structuredContent"], ensure_ascii=False, separators=(",", ":")).encode()) if "structuredContent" in result else 0
    asked = arguments.get("max_tokens")
    limit = max(200, min(20000, int(asked))) if isinstance(asked, (int, float)) and not isinstance(asked, bool) else 4000
    used = max(sum(size) / 4, max(size) / 3) / limit
    worst = max(worst, used)
    if used > 1:
        raise SystemExit(f"call {number} exceeds {limit}: {size} {tool['name']} {str(arguments)[:300]}")
    if "Internal error" in text:
        print(f"call {number}: {text} {tool['name']} {str(arguments)[:200]}")
server.stdin.close()
print(f"{calls} calls, at most {worst:.0%} of max_tokens")
