// The app with a window, in a home of its own.
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { desktop, temporaryFolder } from "../support/place.mjs";
import { Program } from "../support/program.mjs";
import { Target } from "../support/target.mjs";
import { Window } from "./webdriver.mjs";

/** Where pictures of failures go. */
const RESULTS = fileURLToPath(new URL("../test-results/", import.meta.url));

/** A window that hangs must not hang the whole run. */
const LIMIT = { timeout: 180_000 };

/**
 * A test in a home of its own, which leaves a picture when it fails.
 * @param {string} name
 * @param {(home: Home) => Promise<void>} steps
 */
export function journey(name, steps) {
  test(name, LIMIT, async () => {
    const home = new Home();
    try {
      await steps(home);
    } catch (error) {
      home.picture(name);
      throw error;
    } finally {
      await home.end();
    }
  });
}

/** A home folder that windows are opened in, one after the other. */
export class Home {
  #folder = temporaryFolder();
  /** @type {Window | undefined} */
  #window;
  /** @type {Target[]} */
  #targets = [];
  /** @type {Program[]} */
  #programs = [];

  /** Opens the app's window. */
  async open() {
    this.#window = await Window.open(desktop(), this.#variables());
    return this.#window;
  }

  /**
   * A local server that answers by script.
   * @param {(import("../support/target.mjs").Reply | import("../support/target.mjs").Handler)[]} replies
   */
  async target(...replies) {
    const target = await new Target(...replies).start();
    this.#targets.push(target);
    return target;
  }

  /**
   * A script of ours in a process of its own.
   * @param {string} path
   */
  program(path) {
    const program = new Program(process.execPath, [path]);
    this.#programs.push(program);
    return program;
  }

  /** Ends whatever still runs. */
  async end() {
    await this.#window?.kill();
    await Promise.all(this.#programs.map((program) => program.kill()));
    await Promise.all(this.#targets.map((target) => target.stop()));
  }

  /** What was saved, in the order of its names. */
  downloads() {
    const folder = this.#make("downloads");
    const names = readdirSync(folder).sort();
    return names.map((name) => readFileSync(join(folder, name), "utf8"));
  }

  /**
   * Takes a picture of the screen: the driver's own are often blank.
   * @param {string} name what it shows
   */
  picture(name) {
    mkdirSync(RESULTS, { recursive: true });
    const file = `window-${name.replace(/[^a-z0-9]+/gi, "-").slice(0, 60)}.png`;
    execFileSync("import", ["-window", "root", join(RESULTS, file)]);
  }

  #variables() {
    const folders = {
      XDG_CONFIG_HOME: "config",
      XDG_DATA_HOME: "share",
      XDG_CACHE_HOME: "cache",
      XDG_STATE_HOME: "state",
      XDG_RUNTIME_DIR: "run",
    };
    const made = Object.entries(folders).map(([name, folder]) => [name, this.#make(folder)]);
    writeFileSync(join(this.#make("config"), "user-dirs.dirs"), `XDG_DOWNLOAD_DIR="${this.#make("downloads")}"\n`);
    return {
      ...Object.fromEntries(made),
      HOOKWRIGHT_DATA: join(this.#folder, "data"),
      HOOKWRIGHT_RECEIVER: "localhost:0",
      HOOKWRIGHT_EMULATIONS: "localhost:0",
      HOOKWRIGHT_KEY_FILE: "true",
      MESA_SHADER_CACHE_DISABLE: "1",
    };
  }

  /** @param {string} name */
  #make(name) {
    const folder = join(this.#folder, name);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return folder;
  }
}
