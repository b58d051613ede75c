// A clock in the page: from an event to the frame that shows its effect.

/**
 * Runs in the page before anything else does, and leaves `clock` there.
 */
export function installClock() {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const list = () => document.querySelector("[role=grid]");
  const firstRow = () => list()?.querySelector("[role=row][aria-selected]");

  /** Resolves with the time of the frame in which a condition has become true. */
  async function shown(/** @type {() => unknown} */ condition) {
    while (!condition()) await frame();
    await frame();
    return performance.now();
  }

  const clock = {
    /** Milliseconds from the navigation to the first rows. */
    firstRows: shown(firstRow),

    /** How many rows the list has, whether or not they are in the page. */
    rows: () => Number(list()?.getAttribute("aria-rowcount")) - 1,

    /** Times between frames. */
    async frames(/** @type {number} */ count, each = () => {}) {
      const times = [];
      for (let last = await frame(); times.length < count; each()) {
        const now = await frame();
        times.push(now - last);
        last = now;
      }
      return times;
    },

    /** Milliseconds from the event that was waited for last until its condition became true. */
    result: Promise.resolve(Number.NaN),

    /** Waits for the next event of a type, and then until a condition has become true. */
    await(/** @type {string} */ type, /** @type {() => unknown} */ condition) {
      const event = new Promise((resolve) => addEventListener(type, resolve, { once: true, capture: true }));
      clock.result = event.then(async ({ timeStamp }) => (await shown(condition)) - timeStamp);
    },

    /** Scrolls four screens a frame; gives the frames' times and the most rows ever in the page. */
    async scroll(/** @type {number} */ count) {
      const box = /** @type {Element} */ (list());
      let most = 0;
      const times = await clock.frames(count, () => {
        box.scrollTop += box.clientHeight * 4;
        most = Math.max(most, box.querySelectorAll("[role=row]").length);
      });
      return { times, most };
    },
  };
  Object.assign(globalThis, { clock });
}
