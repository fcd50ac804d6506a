// Lists and calls all tools with the official TypeScript SDK.
//   node call_all_tools.mjs http URL | node call_all_tools.mjs stdio COMMAND ARGUMENT...
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const CALLS = {
  explore: { task: "where are orders placed" },
  search_code: { queries: ["order"] },
  find_symbol: { names: ["*Order*"] },
  read_symbol: { path: process.env.SAMPLE_PATH ?? "OrderService.java" },
  outline: {},
  find_references: { symbol: process.env.SAMPLE_SYMBOL ?? "OrderService.place" },
  trace: { from: process.env.SAMPLE_SYMBOL ?? "OrderService.place" },
  impact: { symbols: [process.env.SAMPLE_SYMBOL ?? "OrderService.place"] },
  index_status: {},
};
const [kind, ...rest] = process.argv.slice(2);
const transport =
  kind === "http"
    ? new StreamableHTTPClientTransport(new URL(rest[0]))
    : new StdioClientTransport({ command: rest[0], args: rest.slice(1), stderr: "inherit" });
const client = new Client({ name: "typescript-check", version: "1" });
await client.connect(transport);
const { tools } = await client.listTools();
const names = tools.map((tool) => tool.name).sort();
if (names.join() !== Object.keys(CALLS).sort().join()) throw new Error("tools: " + names);
for (const [name, args] of Object.entries(CALLS)) {
  const result = await client.callTool({ name, arguments: args });
  if (result.isError || !result.structuredContent) throw new Error(name + ": " + JSON.stringify(result).slice(0, 400));
  console.log(`typescript ${kind} ${name}: ${result.structuredContent.hits.length} of ${result.structuredContent.total}`);
}
const wrong = await client.callTool({ name: "trace", arguments: { form: "x" } });
if (!wrong.isError) throw new Error("an unknown argument was accepted");
await client.close();
