// Delivers requests from a BullMQ queue on a Redis of its own, and says how fast.
//
// Arguments: URL of the sink, how many deliveries, how many at once. Prints one JSON row. The
// queue keeps finished jobs, as ours keeps attempts; Redis writes its log once a second, which
// is what BullMQ's documentation asks for and less than what ours does before it goes on.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer } from "node:net";
import { Queue, Worker } from "bullmq";
import { Redis } from "ioredis";
import { Pool } from "undici";

const [sink, count, concurrency] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];

function freePort() {
  return new Promise((found) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });
}

function startRedis(port, folder) {
  const options = ["--port", `${port}`, "--bind", "127.0.0.1", "--dir", folder, "--save", ""];
  const log = ["--appendonly", "yes", "--appendfsync", "everysec"];
  return spawn("redis-server", [...options, ...log], { stdio: "ignore" });
}

async function connected(port) {
  const client = new Redis(port, "127.0.0.1", { maxRetriesPerRequest: null, retryStrategy: () => 50 });
  client.on("error", () => {}); // Until it listens.
  await client.ping();
  return client;
}

async function fill(queue) {
  const data = { body: JSON.stringify({ type: "bench", text: "x".repeat(970) }) };
  for (let made = 0; made < count; made += 1000) {
    const jobs = Array.from({ length: Math.min(1000, count - made) }, () => ({ name: "delivery", data }));
    await queue.addBulk(jobs);
  }
}

/** Seconds that all of the queue takes. */
function work(connection, url, pool) {
  return new Promise((ended, failed) => {
    let done = 0;
    const begun = performance.now();
    const deliver = async (job) => {
      const headers = { "content-type": "application/json", "webhook-id": job.id };
      const answer = await pool.request({ path: url.pathname, method: "POST", headers, body: job.data.body });
      await answer.body.dump();
      return answer.statusCode;
    };
    const worker = new Worker("bench", deliver, { connection, concurrency });
    worker.on("failed", (_, error) => failed(error));
    worker.on("completed", () => {
      done += 1;
      if (done === count) {
        worker.close().then(() => ended((performance.now() - begun) / 1000));
      }
    });
  });
}

const folder = mkdtempSync(join(tmpdir(), "bench-redis-"));
const port = await freePort();
const redis = startRedis(port, folder);
try {
  const client = await connected(port);
  const queue = new Queue("bench", { connection: client });
  const url = new URL(sink);
  const pool = new Pool(url.origin, { connections: concurrency });
  await fill(queue);
  const seconds = await work(client, url, pool);
  console.log(JSON.stringify({ seconds, count }));
  await pool.close();
  await queue.close();
  client.disconnect();
} finally {
  redis.kill();
  rmSync(folder, { recursive: true, force: true });
}
