// A shell without Rust behind it, for tests.
import type { Topic } from "./generated/Topic";
import type { Link, Listener, Transport } from "./transport";

type Answers = Record<string, (argument: unknown) => unknown>;

/** Answers from functions, remembers what was asked, and sends notices when told to. */
export class FakeTransport implements Transport {
  /** What was put onto the clipboard last. */
  copied: string | null = null;
  readonly asked: { name: string; argument: unknown }[] = [];
  #answers: Answers;
  #link: Link;
  #listener: Listener | null = null;
  #sequence = 0;

  constructor(answers: Answers, link: Link = "open") {
    this.#answers = answers;
    this.#link = link;
  }

  async call(name: string, argument: unknown): Promise<unknown> {
    this.asked.push({ name, argument });
    const answer = this.#answers[name];
    if (answer === undefined) throw { code: "failed", message: `no answer for ${name}` };
    return answer(argument);
  }

  listen(listener: Listener): () => void {
    this.#listener = listener;
    listener.onLink(this.#link);
    return () => {
      this.#listener = null;
    };
  }

  bytesUrl(path: string): string {
    return `/bytes/${path}`;
  }

  async writeText(text: string): Promise<void> {
    this.copied = text;
  }

  /** Announces a change. */
  announce(...topics: Topic[]): void {
    this.#sequence += 1;
    this.#listener?.onNotice({ topics, sequence: this.#sequence });
  }

  /** Loses or regains the link. */
  setLink(link: Link): void {
    this.#listener?.onLink(link);
  }

  /** Says where a file was saved to. */
  saved(path: string): void {
    this.#listener?.onSaved(path);
  }

  /** How often a command was asked for. */
  times(name: string): number {
    return this.asked.filter((call) => call.name === name).length;
  }
}
