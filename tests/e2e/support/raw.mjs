// A delivery as the text of an HTTP request, as logs and tools show it.

/**
 * @param {import("./events.mjs").Delivery} delivery
 * @returns {string}
 */
export function rawRequest({ method, path, headers, body }) {
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${path} HTTP/1.1`, "Host: hooks.example.com", ...lines, "", body].join("\n");
}
