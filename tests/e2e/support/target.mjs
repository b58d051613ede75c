// A local server that answers replays by script and keeps what it was sent.
import { createServer } from "node:http";
import { buffer } from "node:stream/consumers";

/** @typedef {{ status?: number, type?: string, body?: string }} Reply */
/** @typedef {{ method: string, path: string, headers: [string, string][], body: Buffer }} Arrival */
/** @typedef {(arrival: Arrival) => Reply | Promise<Reply>} Handler decides by what it was sent, when it likes */

/** How long requests may keep one waiting. */
const PATIENCE_MS = 40_000;

/** A server on a port of its own. */
export class Target {
  /** @type {Arrival[]} */
  arrivals = [];
  /** @type {(() => void)[]} who waits for the next one */
  #waiting = [];
  #server = createServer((request, response) => this.#answer(request, response));
  #replies;

  /** @param {(Reply | Handler)[]} replies one a request; the last one stays */
  constructor(...replies) {
    this.#replies = replies;
  }

  async start() {
    await new Promise((resolve) => this.#server.listen(0, "127.0.0.1", () => resolve(undefined)));
    return this;
  }

  get url() {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("the target was not started");
    return `http://127.0.0.1:${address.port}`;
  }

  /**
   * Waits until so many requests came.
   * @param {number} count
   */
  async hears(count) {
    const end = AbortSignal.timeout(PATIENCE_MS);
    while (this.arrivals.length < count) {
      await new Promise((resolve, reject) => {
        this.#waiting.push(() => resolve(undefined));
        end.addEventListener("abort", () => reject(new Error(`it heard ${this.arrivals.length} of ${count}`)));
      });
    }
  }

  async stop() {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  #next() {
    return (this.#replies.length > 1 ? this.#replies.shift() : this.#replies[0]) ?? {};
  }

  /**
   * @param {import("node:http").IncomingMessage} request
   * @param {import("node:http").ServerResponse} response
   */
  async #answer(request, response) {
    const body = await buffer(request);
    const { method = "", url: path = "", rawHeaders } = request;
    const arrival = { method, path, headers: pairs(rawHeaders), body };
    this.arrivals.push(arrival);
    for (const wake of this.#waiting.splice(0)) wake();
    const next = this.#next();
    const { status = 200, type = "application/json", body: text = "{}" } = typeof next === "function" ? await next(arrival) : next;
    response.writeHead(status, { "content-type": type });
    response.end(text);
  }
}

/** An address where nobody listens any more. */
export async function deadUrl() {
  const target = await new Target().start();
  const { url } = target;
  await target.stop();
  return url;
}

/**
 * @param {string[]} flat
 * @returns {[string, string][]}
 */
function pairs(flat) {
  return flat.flatMap((name, at) => (at % 2 === 0 ? [[name, flat[at + 1] ?? ""]] : []));
}
