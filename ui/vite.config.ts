// Builds the one UI that both shells show.
//
// Nothing is inlined: the shells' content security policy allows neither
// inline scripts nor data URLs for code.
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** Where `hookwright serve --ui` listens while the UI is being worked on. */
const bridge = process.env["HOOKWRIGHT_UI"] ?? "http://127.0.0.1:4402";

export default defineConfig({
  plugins: [react()],
  build: {
    target: "safari17",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    host: "127.0.0.1",
    proxy: { "/call": bridge, "/notices": bridge, "/bytes": bridge },
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.{ts,tsx}"],
  },
});
