// What a user does, in the real window.
import { test } from "node:test";
import { Home } from "./app.mjs";

/** A window that hangs must not hang the whole run. */
const LIMIT = { timeout: 120_000 };

journey("the window opens, listens, and can be opened again", async (home) => {
  const first = await home.open();
  await first.says("Listening");
  await first.close();
  const second = await home.open();
  await second.says("Listening");
  await second.close();
});

/**
 * A test in a home of its own, which leaves a picture when it fails.
 * @param {string} name
 * @param {(home: Home) => Promise<void>} steps
 */
function journey(name, steps) {
  test(name, LIMIT, async () => {
    const home = new Home();
    try {
      await steps(home);
    } catch (error) {
      home.picture();
      throw error;
    } finally {
      await home.end();
    }
  });
}
