// As much of WebDriver as a journey in the real window needs.
//
// Talks to WebKitWebDriver itself: no driver of drivers in between. Waiting is
// done in the page, which knows when it changes.
import { freePort } from "../support/port.mjs";
import { Program } from "../support/program.mjs";

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
/** How long the page may take to show something. */
const PATIENCE_MS = 40_000;

/** Which elements have a role; `[role=…]` goes without saying. */
const MARKUP = {
  button: "button",
  link: "a[href]",
  textbox: "input:not([type=checkbox]):not([type=radio]), textarea, [contenteditable=true]",
  heading: "h1, h2, h3",
  region: "section",
  list: "ol, ul",
  row: "tr",
  checkbox: "input[type=checkbox]",
  disclosure: "summary",
};

/** Keys that no letter stands for, as WebDriver writes them. */
const KEYS = {
  Shift: "\uE008",
  Control: "\uE009",
  Enter: "\uE007",
  Escape: "\uE00C",
  Delete: "\uE017",
  End: "\uE010",
  ArrowDown: "\uE015",
  ArrowUp: "\uE013",
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
    const opened = ask("POST", root, { capabilities: { alwaysMatch } }, AbortSignal.timeout(PATIENCE_MS));
    const { sessionId } = await opened.catch((error) => fails(driver, asError(error)));
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
   * Waits for the visible element of this role whose name has these words, and until it says these.
   * @param {string} role
   * @param {string | RegExp} name
   * @param {string | RegExp} [saying] what a person reads in it, with one space between words
   */
  async find(role, name, saying = "") {
    const found = await this.#wait(findInPage, selectorOf(role), exactly(name), somewhere(saying));
    if (found === null) throw new Error(`no ${role} ${name} ${saying} appeared; the page says:\n${await this.text()}`);
    return new Element(`${this.#session}/element/${found[ELEMENT]}`);
  }

  /**
   * Waits until no such element is on the page.
   * @param {string} role
   * @param {string | RegExp} name
   */
  async lacks(role, name) {
    const isGone = `(...looked) => !(${findInPage})(...looked)`;
    if (await this.#wait(isGone, selectorOf(role), exactly(name), somewhere(""))) return;
    throw new Error(`${role} ${name} stayed; the page says:\n${await this.text()}`);
  }

  /**
   * @param {string} role
   * @param {string | RegExp} name
   */
  async click(role, name) {
    await (await this.find(role, name)).click();
  }

  /**
   * Presses a key, or several at once.
   * @param {string} keys `Control+Enter`, `d`, `Delete`
   */
  async press(keys) {
    const values = keys.split("+").map((key) => /** @type {Record<string, string>} */ (KEYS)[key] ?? key);
    const down = values.map((value) => ({ type: "keyDown", value }));
    const up = values.toReversed().map((value) => ({ type: "keyUp", value }));
    await ask("POST", `${this.#session}/actions`, { actions: [{ type: "key", id: "keyboard", actions: [...down, ...up] }] });
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
   * @param {Function | string} question a function, or the text of one
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
    // The page is not told when the driver clears a field, only when somebody types.
    await this.type(`${KEYS.Control}a${KEYS.Control}${text}`);
  }

  /** @param {string} text */
  async type(text) {
    await ask("POST", `${this.#address}/value`, { text });
  }

  /**
   * What a person reads in it.
   * @returns {Promise<string>}
   */
  async text() {
    return ask("GET", `${this.#address}/text`);
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
 * @param {Pattern} name
 * @param {Pattern} saying
 */
function findInPage(selector, name, saying) {
  const named = new RegExp(...name);
  const says = new RegExp(...saying);
  const nameOf = (/** @type {any} */ element) => {
    const by = (element.getAttribute("aria-labelledby") ?? "").split(" ").filter(Boolean);
    const labels =
      by.length > 0 ? by.map((/** @type {string} */ id) => document.getElementById(id)) : [...(element.labels ?? [])];
    const label = labels.map((/** @type {any} */ each) => each?.textContent ?? "").join(" ");
    return (element.getAttribute("aria-label") || label || element.textContent || "").trim();
  };
  // What lies behind a dialog is on screen, and yet out of reach; only what it opened itself is not.
  const dialog = [...document.querySelectorAll("[role=dialog]")].at(-1);
  const opened = selector.startsWith("[role=option]") || selector.startsWith("[role=menuitem]");
  return [...document.querySelectorAll(selector)].find(
    (element) =>
      (opened || (dialog?.contains(element) ?? true)) &&
      element.getClientRects().length > 0 &&
      named.test(nameOf(element)) &&
      says.test(/** @type {HTMLElement} */ (element).innerText.replace(/\s+/g, " ").trim()),
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
 * @param {AbortSignal | null} [signal] until when the answer is waited for
 * @returns {Promise<any>}
 */
async function ask(method, url, body, signal = null) {
  const response = await fetch(url, { method, signal, body: body === undefined ? null : JSON.stringify(body) });
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
 * An app that ends at its start leaves its driver waiting for ever; what it said is all there is.
 * @param {Program} driver
 * @param {Error} error
 * @returns {Promise<never>}
 */
async function fails(driver, error) {
  await driver.kill();
  throw new Error(`the app opened no window: ${error.message}; on stderr:\n${driver.notes}`);
}

/** @param {string} role */
function selectorOf(role) {
  return [`[role=${role}]`, /** @type {Record<string, string>} */ (MARKUP)[role]].filter(Boolean).join(", ");
}

/**
 * A text stands for all of a name, an expression for a part of it.
 * @param {string | RegExp} name
 */
function exactly(name) {
  return typeof name === "string" ? pattern(new RegExp(`^${escaped(name)}$`)) : pattern(name);
}

/** @param {string | RegExp} words */
function somewhere(words) {
  return typeof words === "string" ? pattern(new RegExp(escaped(words))) : pattern(words);
}

/**
 * An expression as it can be sent to the page.
 * @typedef {[source: string, flags?: string]} Pattern
 * @param {RegExp} expression
 * @returns {Pattern}
 */
function pattern({ source, flags }) {
  return [source, flags];
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
