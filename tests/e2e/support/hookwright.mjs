// `hookwright serve` on ports of its own, and the command line on its folder.
import { join } from "node:path";
import { headless, remove, temporaryFolder } from "./place.mjs";
import { Program } from "./program.mjs";

/**
 * What a new source needs; the rest has its usual value.
 * @typedef {{ name: string, scheme?: string, secret?: string, [more: string]: unknown }} SourceDraft
 */

/** A Hookwright without a window, in a data folder of its own. */
export class Hookwright {
  /** @type {Program | undefined} */
  #program;
  /** @type {string | undefined} */
  #cookie;
  /** @type {string | undefined} */
  #temporary;

  /** @param {string} [folder] a folder that stays; else one that goes away with `remove` */
  constructor(folder) {
    if (folder === undefined) this.#temporary = temporaryFolder();
    this.folder = folder ?? join(this.#temporary ?? "", "data");
    this.receiver = "";
    this.link = "";
  }

  /**
   * Starts it. The second start listens where the first did.
   * @param {{ receiver?: string, ui?: string }} [where]
   */
  async start({ receiver = again(this.receiver) ?? "localhost:0", ui = this.ui || "127.0.0.1:0" } = {}) {
    this.#program = this.command("serve", "--receiver", receiver, "--ui", ui, "--emulations", "localhost:0");
    const ready = await this.#program.row();
    this.receiver = ready.receiver;
    this.link = ready.ui;
    this.#cookie = undefined;
    return this;
  }

  /** Host and port of the UI. */
  get ui() {
    return this.link === "" ? "" : new URL(this.link).host;
  }

  /** Address of the UI's first page, for a browser that has the cookie. */
  get home() {
    return `http://${this.ui}/`;
  }

  /**
   * A command of the program on this folder.
   * @param {...string} arguments_
   */
  command(...arguments_) {
    return new Program(headless(), ["--data", this.folder, "--key-file", ...arguments_]);
  }

  /** Asks it to end and waits until it did. */
  async stop() {
    const code = await this.#program?.stop();
    this.#program = undefined;
    return code;
  }

  /** Ends it like a power cut. */
  async kill() {
    await this.#program?.kill();
    this.#program = undefined;
  }

  /** Ends it and removes its folder. */
  async remove() {
    await this.kill();
    if (this.#temporary !== undefined) remove(this.#temporary);
  }

  /** What it said on stderr. */
  get notes() {
    return this.#program?.notes ?? "";
  }

  /**
   * Calls a command as the page does.
   * @param {string} name
   * @param {unknown} [argument]
   */
  async call(name, argument = {}) {
    this.#cookie ??= await this.#exchange();
    const response = await fetch(`${this.home}call/${name}`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie: this.#cookie },
      body: JSON.stringify(argument),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${name}: ${answer.message}`);
    return answer;
  }

  /** The link's token for a session's cookie. */
  async #exchange() {
    const response = await fetch(this.link, { redirect: "manual" });
    return (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  }

  /** @param {SourceDraft} draft */
  async addSource({ name, scheme, secret, ...more }) {
    return this.call("sources.add", {
      name,
      scheme: scheme ?? null,
      secrets: secret === undefined ? [] : [secret],
      tolerance_seconds: null,
      public_url: null,
      forward_to: [],
      response: { steps: [], headers: [], body: null, delay_ms: 0 },
      forward_mode: "after",
      allow_browser: false,
      ...more,
    });
  }
}

/**
 * How to listen once more at a URL that was ours.
 * @param {string} url
 */
function again(url) {
  return url === "" ? undefined : `localhost:${new URL(url).port}`;
}
