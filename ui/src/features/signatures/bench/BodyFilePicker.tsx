import { useRef, useState } from "react";
import { Button } from "../../../components/Button";
import { formatBytes } from "../../../components/format";
import { bytesToBase64 } from "../bytes";
import styles from "./Bench.module.css";
import type { BodyFile } from "./draft";

/** Larger files would be slow on their way through a command. */
const LARGEST = 8 * 1024 * 1024;

export type BodyFilePickerProps = { file: BodyFile | null; onChoose: (file: BodyFile) => void };

/** Takes a file's bytes as the body. */
export function BodyFilePicker({ file, onChoose }: BodyFilePickerProps) {
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const read = async (chosen: File | undefined) => {
    if (chosen === undefined) return;
    if (chosen.size > LARGEST) return setProblem(`${chosen.name} has ${formatBytes(chosen.size)}: at most ${formatBytes(LARGEST)} fit on the bench. Capture it instead.`);
    setProblem(null);
    onChoose({ name: chosen.name, size: chosen.size, b64: bytesToBase64(new Uint8Array(await chosen.arrayBuffer())) });
  };
  return (
    <>
      <div className={styles.file}>
        <input ref={input} className={styles.picker} type="file" tabIndex={-1} aria-label="File with the body" onChange={(event) => void read(event.target.files?.[0])} />
        <Button name={file === null ? "Choose a file…" : "Another file…"} icon="file" onClick={() => input.current?.click()} />
        <span className="muted cut">{file === null ? "Its bytes are the body, as they are." : `${file.name}, ${formatBytes(file.size)}`}</span>
      </div>
      {problem !== null && (
        <p className={styles.wrong} role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
