// A program that runs beside a test: what it says, and its certain end.
//
// Each is the head of a process group of its own, so that nothing it started
// outlives it.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** Every program still running; none may outlive this process. */
const running = new Set();
process.once("exit", () => running.forEach((program) => program.kill()));

/** A running program. */
export class Program {
  #child;
  #lines;
  #notes = "";

  /**
   * @param {string} path
   * @param {string[]} arguments_
   * @param {NodeJS.ProcessEnv} [variables] what it finds in its environment beside ours
   */
  constructor(path, arguments_, variables = {}) {
    this.#child = spawn(path, arguments_, { detached: true, env: { ...inherited(), ...variables } });
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
    this.#child.stderr.setEncoding("utf8").on("data", (text) => (this.#notes += text));
    this.ended = new Promise((resolve) => this.#child.once("close", (code) => resolve(code)));
    // A program that cannot be started says so through its missing line.
    this.#child.once("error", (error) => (this.#notes += error.message));
    running.add(this);
    void this.ended.then(() => running.delete(this));
  }

  /** What it said on stderr so far. */
  get notes() {
    return this.#notes;
  }

  /** Its next line on stdout. */
  async line() {
    const { value, done } = await this.#lines.next();
    if (done) throw new Error(`it ended before it said a line; on stderr:\n${this.#notes}`);
    return value;
  }

  /** Its next line on stdout, which is JSON. */
  async row() {
    return JSON.parse(await this.line());
  }

  /** All that it still says, which is JSON, until it ends. */
  async rows() {
    const rows = [];
    for await (const line of this.#lines) rows.push(JSON.parse(line));
    return rows;
  }

  /** Asks it to end, and waits until it did. */
  async stop() {
    this.#signal("SIGTERM");
    return this.ended;
  }

  /** Ends it and what it started, without a word. */
  kill() {
    this.#signal("SIGKILL");
    return this.ended;
  }

  /** @param {NodeJS.Signals} name */
  #signal(name) {
    const { pid, exitCode, signalCode } = this.#child;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    process.kill(-pid, name);
  }
}

/** Our environment without what is meant for a Hookwright of the user. */
function inherited() {
  const ours = Object.entries(process.env).filter(([name]) => !name.startsWith("HOOKWRIGHT_"));
  return Object.fromEntries(ours);
}
