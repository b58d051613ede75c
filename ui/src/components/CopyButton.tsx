import { useEffect, useState } from "react";
import { Button } from "./Button";
import { useClipboard } from "./clipboard";

/** How long the tick stays. */
const SHOWN_MS = 1600;

export type CopyButtonProps = {
  /** The text, or how to get it. */
  text: string | (() => Promise<string>);
  /** What is copied: `Copy URL`. */
  name?: string;
  /** Shows the word, too. */
  withWord?: boolean;
  keys?: string;
  small?: boolean;
};

/** Puts a text on the clipboard and says so. */
export function CopyButton({ text, name = "Copy", withWord = false, keys, small = true }: CopyButtonProps) {
  const writeText = useClipboard();
  const [outcome, setOutcome] = useState<"copied" | "failed" | null>(null);
  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async () => {
    try {
      await writeText(typeof text === "string" ? text : await text());
      setOutcome("copied");
    } catch {
      setOutcome("failed");
    }
  };
  const word = outcome === null ? name : outcome === "copied" ? "Copied" : "Not copied";
  const icon = outcome === null ? "copy" : outcome === "copied" ? "check" : "x";
  return (
    <>
      <Button name={word} look={withWord ? "default" : "icon"} icon={icon} keys={keys} small={small} onClick={() => void copy()} />
      <span className="sr" role="status">
        {outcome === null ? "" : word}
      </span>
    </>
  );
}
