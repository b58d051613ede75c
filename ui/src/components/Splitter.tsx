import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from "react";
import { clampShare, rememberedShare, rememberShare } from "./splitShare";
import styles from "./Splitter.module.css";

/** How far an arrow key moves the edge. */
const KEY_STEP = 0.02;

export type SplitterProps = {
  /** Under which name the size is remembered. */
  name: string;
  /** What the edge divides, read aloud: `List and detail`. */
  label: string;
  /** The first pane's share when nothing is remembered, 0 to 1. */
  share: number;
  /** Least width of each pane in px. */
  least: [number, number];
  first: ReactNode;
  second: ReactNode;
};

/** Two panes side by side with an edge that can be dragged or moved by arrow keys. */
export function Splitter({ name, label, share: usual, least, first, second }: SplitterProps) {
  const box = useRef<HTMLDivElement>(null);
  const [share, setShare] = useState(() => rememberedShare(name) ?? usual);
  const move = (wanted: number) => {
    const next = clampShare(wanted, box.current?.clientWidth ?? 0, least);
    setShare(next);
    rememberShare(name, next);
  };
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const { left, width } = box.current?.getBoundingClientRect() ?? { left: 0, width: 1 };
    move((event.clientX - left) / width);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = shareAfterKey(event.key, share);
    if (next === null) return;
    event.preventDefault();
    move(next);
  };
  return (
    <div ref={box} className={styles.split}>
      <div className={styles.pane} style={{ flex: `${share} 1 0`, minWidth: least[0] }}>
        {first}
      </div>
      <div
        role="separator"
        aria-orientation="vertical"
        aria-label={label}
        aria-valuenow={Math.round(share * 100)}
        aria-valuemin={0}
        aria-valuemax={100}
        tabIndex={0}
        className={styles.edge}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        onDoubleClick={() => move(usual)}
        onKeyDown={onKeyDown}
      />
      <div className={styles.pane} style={{ flex: `${1 - share} 1 0`, minWidth: least[1] }}>
        {second}
      </div>
    </div>
  );
}

function shareAfterKey(key: string, share: number): number | null {
  if (key === "ArrowLeft") return share - KEY_STEP;
  if (key === "ArrowRight") return share + KEY_STEP;
  if (key === "Home") return 0;
  if (key === "End") return 1;
  return null;
}
