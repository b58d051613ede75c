// Sends deliveries to a receiver: one with its answer, or very many.
import { request } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";

/** @typedef {import("./events.mjs").Delivery} Delivery */

/** Connections that a flood is spread over; each commit answers one request of each. */
const CONNECTIONS = 48;
/** Requests written at once on a connection, ahead of their answers. */
const AHEAD = 64;

/**
 * Sends one delivery and gives the answer.
 * @param {string} receiver URL of the receiver
 * @param {Omit<Delivery, "body"> & { body: string | Buffer }} delivery
 * @returns {Promise<{ status: number, body: string }>}
 */
export async function send(receiver, { method, path, headers, body }) {
  const flat = [...headers, ["Content-Length", String(Buffer.byteLength(body))], ["Connection", "close"]].flat();
  const outgoing = request(new URL(path, receiver), {
    method,
    headers: /** @type {any} */ (["Host", new URL(receiver).host, ...flat]),
  });
  outgoing.end(body);
  const answer = await new Promise((resolve, reject) => outgoing.once("response", resolve).once("error", reject));
  return { status: answer.statusCode ?? 0, body: await text(answer) };
}

/**
 * Sends as many deliveries as `next` gives, in about their order, and waits for every answer.
 * @param {string} receiver
 * @param {() => Delivery | undefined} next
 */
export async function flood(receiver, next) {
  const lines = Array.from({ length: CONNECTIONS }, () => pipeline(receiver, next));
  await Promise.all(lines);
}

/**
 * One connection: writes ahead of the answers, and fails when one is not 200.
 * @param {string} receiver
 * @param {() => Delivery | undefined} next
 */
function pipeline(receiver, next) {
  const { hostname, port, host } = new URL(receiver);
  const socket = connect(Number(port), hostname);
  let open = 0;
  const writeAhead = () => {
    const batch = [];
    for (let delivery; batch.length < AHEAD && (delivery = next()) !== undefined; ) batch.push(rendered(delivery, host));
    open = batch.length;
    if (open === 0) socket.end();
    else socket.write(batch.join(""));
  };
  return new Promise((resolve, reject) => {
    const count = answerCounter(reject);
    socket.setEncoding("latin1").on("data", (text) => {
      open -= count(String(text));
      if (open === 0) writeAhead();
    });
    socket.once("connect", writeAhead).once("error", reject).once("close", resolve);
  });
}

/**
 * Counts answers in a stream that may be cut anywhere.
 * @param {(reason: Error) => void} refuse
 */
function answerCounter(refuse) {
  const start = "HTTP/1.1 200 ";
  let rest = "";
  return (/** @type {string} */ text) => {
    const pieces = (rest + text).split("HTTP/1.1 ");
    const last = pieces.pop() ?? "";
    // The number of the last answer may still be on its way.
    const whole = last.length >= 4 || pieces.length === 0;
    const heads = pieces.slice(1).concat(whole && pieces.length > 0 ? [last] : []);
    const bad = heads.find((head) => !head.startsWith("200 "));
    if (bad !== undefined) refuse(new Error(`the receiver answered ${bad.slice(0, 200)}`));
    rest = whole ? last.slice(1 - start.length) : `HTTP/1.1 ${last}`;
    return heads.length;
  };
}

/**
 * @param {Delivery} delivery
 * @param {string} host
 */
function rendered({ method, path, headers, body }, host) {
  const fields = headers.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  return `${method} ${path} HTTP/1.1\r\nHost: ${host}\r\n${fields}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}
