// As much of WebDriver as a journey in the real window needs.
//
// Talks to WebKitWebDriver itself: no driver of drivers in between. Waiting is
// done in the page, which knows when it changes.
import { freePort } from "../support/port.mjs";
import { Program } from "../support/program.mjs";

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
/** How long the page may take to show something. */
const PATIENCE_MS = 20_000;

/** Which elements have a role; `[role=…]` goes without saying. */
const MARKUP = {
  button: "button",
  link: "a[href]",
  textbox: "input:not([type=checkbox]):not([type=radio]), textarea, [contenteditable=true]",
  heading: "h1, h2, h3",
};

/** A window of the app, driven. */
export class Window {
  #driver;
  #session;

  /**
   * @param {Program} driver
   * @param {string} session address of the session
   */
  constructor(driver, session) {
    this.#driver = driver;
    this.#session = session;
  }

  /**
   * Opens the app in a driver of its own.
   * @param {string} binary
   * @param {NodeJS.ProcessEnv} variables
   */
  static async open(binary, variables) {
    const port = await freePort();
    const driver = new Program("WebKitWebDriver", [`--port=${port}`, "--host=127.0.0.1"], {
      ...variables,
      TAURI_WEBVIEW_AUTOMATION: "true",
    });
    const root = `http://127.0.0.1:${port}/session`;
    await answers(port);
    const alwaysMatch = { "webkitgtk:browserOptions": { binary, args: [] }, timeouts: { script: PATIENCE_MS } };
    const { sessionId } = await ask("POST", root, { capabilities: { alwaysMatch } });
    return new Window(driver, `${root}/${sessionId}`);
  }

  /** Closes the window, as a user does, and waits until nothing of it is left. */
  async close() {
    await ask("DELETE", `${this.#session}/window`);
    await this.#driver.stop();
  }

  /** Ends everything, whatever state it is in. */
  async kill() {
    await this.#driver.kill();
  }

  /**
   * Waits for the visible element of this role whose name has these words.
   * @param {string} role
   * @param {string | RegExp} name
   */
  async find(role, name) {
    const { source, flags } = typeof name === "string" ? new RegExp(`^${escaped(name)}$`) : name;
    const selector = [`[role=${role}]`, /** @type {Record<string, string>} */ (MARKUP)[role]].filter(Boolean).join(", ");
    const found = await this.#wait(findInPage, selector, source, flags);
    if (found === null) throw new Error(`no ${role} ${name} appeared; the page says:\n${await this.text()}`);
    return new Element(`${this.#session}/element/${found[ELEMENT]}`);
  }

  /**
   * @param {string} role
   * @param {string | RegExp} name
   */
  async click(role, name) {
    await (await this.find(role, name)).click();
  }

  /**
   * Waits until the page says this.
   * @param {string} words
   */
  async says(words) {
    if (await this.#wait(pageSays, words)) return;
    throw new Error(`the page never said ${JSON.stringify(words)}, but:\n${await this.text()}`);
  }

  /** Everything that the page says. */
  async text() {
    return this.run("return document.body.innerText");
  }

  /**
   * Runs a script in the page.
   * @param {string} script
   */
  async run(script) {
    return ask("POST", `${this.#session}/execute/sync`, { script, args: [] });
  }

  /**
   * Waits in the page until a question has an answer; null when it never had.
   * @param {Function} question
   * @param {...unknown} args
   */
  async #wait(question, ...args) {
    const script = `(${waitInPage})(${question}, [...arguments])`;
    return ask("POST", `${this.#session}/execute/async`, { script, args: [PATIENCE_MS / 2, ...args] });
  }
}

/** Something on the page. */
class Element {
  #address;

  /** @param {string} address */
  constructor(address) {
    this.#address = address;
  }

  /** What has just opened may not have its place yet: then it is clicked once it has. */
  async click() {
    const end = Date.now() + PATIENCE_MS / 2;
    for (;;) {
      const refusal = await ask("POST", `${this.#address}/click`, {}).then(() => null, asError);
      if (refusal === null) return;
      if (!refusal.message.includes("element not interactable") || Date.now() > end) throw refusal;
    }
  }

  /**
   * Puts a text in the place of what is there.
   * @param {string} text
   */
  async fill(text) {
    await ask("POST", `${this.#address}/clear`, {});
    await this.type(text);
  }

  /** @param {string} text */
  async type(text) {
    await ask("POST", `${this.#address}/value`, { text });
  }
}

/**
 * Runs in the page: asks again after every change of the page.
 * @param {(...args: any[]) => unknown} question
 * @param {any[]} given the patience, what the question wants, and the way to answer
 */
function waitInPage(question, given) {
  const [patience, ...args] = given.slice(0, -1);
  const done = given.at(-1);
  const observer = new MutationObserver(ask);
  const limit = setTimeout(() => answer(null), patience);
  function answer(/** @type {unknown} */ value) {
    observer.disconnect();
    clearTimeout(limit);
    done(value);
  }
  function ask() {
    const value = question(...args);
    if (value) answer(value);
  }
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  ask();
}

/**
 * Runs in the page.
 * @param {string} selector
 * @param {string} source
 * @param {string} flags
 */
function findInPage(selector, source, flags) {
  const pattern = new RegExp(source, flags);
  const nameOf = (/** @type {any} */ element) => {
    const by = (element.getAttribute("aria-labelledby") ?? "").split(" ").filter(Boolean);
    const labels =
      by.length > 0 ? by.map((/** @type {string} */ id) => document.getElementById(id)) : [...(element.labels ?? [])];
    const label = labels.map((/** @type {any} */ each) => each?.textContent ?? "").join(" ");
    return (element.getAttribute("aria-label") || label || element.textContent || "").trim();
  };
  // What lies behind a dialog is on screen, and yet out of reach.
  const reachable = [...document.querySelectorAll("[role=dialog]")].at(-1) ?? document;
  return [...reachable.querySelectorAll(selector)].find(
    (element) => element.getClientRects().length > 0 && pattern.test(nameOf(element)),
  );
}

/**
 * Runs in the page.
 * @param {string} words
 */
function pageSays(words) {
  return document.body.innerText.includes(words);
}

/**
 * @param {string} method
 * @param {string} url
 * @param {unknown} [body]
 * @returns {Promise<any>}
 */
async function ask(method, url, body) {
  const response = await fetch(url, body === undefined ? { method } : { method, body: JSON.stringify(body) });
  const { value } = /** @type {any} */ (await response.json());
  if (!response.ok) throw new Error(`${method} ${new URL(url).pathname}: ${value.error}: ${value.message}`);
  return value;
}

/**
 * Asks a driver that is just starting until it answers.
 * @param {number} port
 */
async function answers(port) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const ready = await fetch(`http://127.0.0.1:${port}/status`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    if (Date.now() > end) throw new Error("WebKitWebDriver does not answer");
  }
}

/**
 * @param {unknown} thrown
 * @returns {Error}
 */
function asError(thrown) {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
