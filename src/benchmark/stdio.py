"""A server of the program over standard input and output, as a client of the protocol sees it."""

import json
import os
import pathlib
import subprocess
import threading
import time

LIMIT_SECONDS = 600
TICKS = os.sysconf("SC_CLK_TCK")


class ToolError(Exception):
    """A tool had no answer; the message says why."""


class Server:
    """Serves one folder until closed. One call at a time; killed when it lives too long."""

    def __init__(self, program, tree, data):
        self.process = subprocess.Popen(
            program.command(data, "serve", "--stdio", str(tree)),
            cwd=tree,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.limit = threading.Timer(LIMIT_SECONDS, self.process.kill)
        self.limit.start()
        self.last = 0
        client = {"name": "benchmark", "version": "1"}
        self.request("initialize", {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": client})
        self.send({"method": "notifications/initialized"})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.limit.cancel()
        self.process.stdin.close()
        self.process.kill()
        self.process.wait()

    def send(self, message):
        self.process.stdin.write(json.dumps({"jsonrpc": "2.0", **message}).encode() + b"\n")
        self.process.stdin.flush()

    def request(self, method, parameters):
        self.last += 1
        self.send({"id": self.last, "method": method, "params": parameters})
        for line in self.process.stdout:
            message = json.loads(line)
            if message.get("id") == self.last and "method" not in message:
                if "result" not in message:
                    raise SystemExit(f"{method} {parameters}: {message}")
                return message["result"]
        raise SystemExit("the server has ended")

    def call(self, tool, arguments):
        """Asks a tool; returns its hits."""
        result = self.request("tools/call", {"name": tool, "arguments": arguments})
        if result.get("isError"):
            raise ToolError(f"{tool} {arguments}: {result['content']}")
        return result["structuredContent"]["hits"]

    def cpu(self):
        """CPU seconds of the process so far, in hundredths as a rule."""
        stat = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text()
        fields = stat[stat.rindex(")") + 2 :].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def rss(self):
        """Memory of the process now, in MB."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    def settle(self, seconds=60):
        """Waits until the process has nothing to do."""
        end = time.monotonic() + seconds
        before = self.cpu()
        while time.monotonic() < end:
            time.sleep(0.5)
            now = self.cpu()
            if now - before < 0.02:
                return
            before = now
