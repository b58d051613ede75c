// What a user does in more than one journey.

/** @typedef {import("./webdriver.mjs").Window} Window */
/** @typedef {import("../support/events.mjs").Provider} Provider */

/**
 * Adds a source of a provider.
 * @param {Window} window
 * @param {Provider} provider
 */
export async function addSource(window, { source, scheme, secret }) {
  await window.says("Listening");
  await window.click("button", "Add a source");
  await window.click("button", "Choose…");
  await (await window.find("textbox", "Find a scheme")).type(scheme);
  await window.click("button", /^Use this scheme/);
  await (await window.find("textbox", /^Signing secret/)).type(secret);
  await window.click("button", /^Add source/);
  await window.find("link", new RegExp(source));
}

/**
 * URL of the receiver, as the window says it.
 * @param {Window} window
 */
export async function receiverOf(window) {
  const [address] = (await window.text()).match(/127\.0\.0\.1:\d+/) ?? [];
  return `http://${address}`;
}
