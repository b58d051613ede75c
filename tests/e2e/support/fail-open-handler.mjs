// A handler in a process of its own that runs when there is no signature.
//
// Its first line on stdout is where it listens; then a line for each request, as servers log them.
import { failsOpen, signatureOf } from "./probes.mjs";
import { Target } from "./target.mjs";

const target = await new Target((arrival) => {
  const reply = failsOpen(arrival);
  log({ method: arrival.method, path: arrival.path, signed: signatureOf(arrival) !== undefined, status: reply.status });
  return reply;
}).start();
log({ url: target.url });

/** @param {object} line */
function log(line) {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
