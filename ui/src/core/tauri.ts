// The way to Rust inside the desktop window.
//
// One command carries all others; bodies come over the `hookwright` scheme,
// never through a command.
import { convertFileSrc, invoke } from "@tauri-apps/api/core";
import { listen as onEvent } from "@tauri-apps/api/event";
import type { Notice } from "./generated/Notice";
import { asCallFailed, type Listener, type Transport } from "./transport";

/** Commands through `invoke`, notices as events of the window. */
export const tauri: Transport = {
  async call(name, argument) {
    try {
      return await invoke("call", { name, argument });
    } catch (thrown) {
      throw asCallFailed(thrown);
    }
  },
  listen(listener) {
    const ended = subscribe(listener);
    return () => void ended.then((end) => end());
  },
  bytesUrl(path) {
    // The address differs between systems and escapes slashes in its argument,
    // so only the origin is asked for.
    return `${convertFileSrc("", "hookwright")}bytes/${path}`;
  },
  async writeText(text) {
    // The web view's own clipboard asks for a permission that nobody could give.
    await invoke("plugin:clipboard-manager|write_text", { text });
  },
};

async function subscribe(listener: Listener): Promise<() => void> {
  try {
    const ends = await Promise.all([
      onEvent<Notice>("notice", (event) => listener.onNotice(event.payload)),
      onEvent<string>("saved", (event) => listener.onSaved(event.payload)),
    ]);
    listener.onLink("open");
    return () => ends.forEach((end) => end());
  } catch {
    listener.onLink("lost");
    return () => undefined;
  }
}
