// Where programs are and where files may go.
import { accessSync, constants, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const top = fileURLToPath(new URL("../../../", import.meta.url));

/** The headless program: the one that `HOOKWRIGHT_BIN` names, else the one that cargo built. */
export function headless() {
  return built("HOOKWRIGHT_BIN", "hookwright", "cargo build -p cli");
}

/** The program with the window. */
export function desktop() {
  const remedy = "cargo build -p hookwright-desktop --features custom-protocol";
  return built("HOOKWRIGHT_DESKTOP_BIN", "hookwright-desktop", remedy);
}

/**
 * @param {string} variable
 * @param {string} name
 * @param {string} remedy
 */
function built(variable, name, remedy) {
  const path = process.env[variable] ?? join(top, "target", "debug", name);
  if (!existsSync(path)) throw new Error(`${path} is not built: \`${remedy}\` builds it`);
  return path;
}

/** The system's Chromium, under whichever name it has here. */
export function chromium() {
  const names = ["chromium", "chromium-browser", "google-chrome"];
  return onPath(names) ?? `/usr/bin/${names[0]}`;
}

/** @param {string[]} names */
function onPath(names) {
  const places = (process.env["PATH"] ?? "").split(delimiter);
  return names.flatMap((name) => places.map((folder) => join(folder, name))).find(isProgram);
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Folders that nobody removed yet. */
const folders = new Set();
process.once("exit", () => folders.forEach(remove));

/** An empty folder that is removed when this process ends, if nobody removed it before. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), "hookwright-e2e-"));
  folders.add(folder);
  return folder;
}

/** @param {string} folder */
export function remove(folder) {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  folders.delete(folder);
}
