// Base UI moves the focus into a popup with the next frame; what is typed until then would be lost.

/** An `initialFocus` that moves the focus as soon as the popup is there; without an element Base UI chooses one. */
export function focusAtOnce(find: () => HTMLElement | null | undefined): () => boolean {
  return () => {
    const wanted = find();
    if (!wanted) return true;
    const popup = wanted.closest("[data-popup]");
    // What asked for the focus by itself keeps it.
    if (!popup?.contains(document.activeElement)) wanted.focus();
    return false;
  };
}
