// How many bytes of a hex view stand side by side.
import { type RefObject, useEffect, useState } from "react";

/** Sixteen bytes with their letters need this much room. */
const ROOM_FOR_SIXTEEN = 580;

/** Sixteen where there is room, else eight. */
export function useHexWidth(box: RefObject<HTMLElement | null>): 8 | 16 {
  const [width, setWidth] = useState<8 | 16>(16);
  useEffect(() => {
    if (box.current === null) return;
    const observer = new ResizeObserver(([entry]) => setWidth((entry?.contentRect.width ?? 0) < ROOM_FOR_SIXTEEN ? 8 : 16));
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [box]);
  return width;
}
