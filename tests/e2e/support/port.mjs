// Ports of this machine.
import { createServer } from "node:net";

/**
 * A port that nobody listens on at the moment.
 * @returns {Promise<number>}
 */
export async function freePort() {
  const server = createServer();
  const port = await new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve(/** @type {any} */ (server.address()).port)),
  );
  await new Promise((resolve) => server.close(resolve));
  return port;
}
