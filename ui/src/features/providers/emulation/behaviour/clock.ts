// How fast an emulation's time goes by, to choose from and in words. Pure.

const usual = [1, 10, 100, 1000, 10_000];

/** Speeds to choose from, the one that is set among them. */
export function speedsWith(now: number): { value: string; name: string }[] {
  const speeds = [...new Set([...usual, now])].sort((one, other) => one - other);
  return speeds.map((speed) => ({ value: String(speed), name: speed === 1 ? "Real time" : `×${speed.toLocaleString("en-US")}` }));
}

/** What that means. */
export function clockSentence(speed: number): string {
  if (speed === 1) return "Retries and limits take as long as the provider's own.";
  return `An hour of waiting passes in ${spanOf(3600 / speed)}. Only waiting is faster: timestamps stay real.`;
}

function spanOf(seconds: number): string {
  if (seconds >= 60) return `${Math.round(seconds / 6) / 10} min`;
  return seconds >= 1 ? `${Math.round(seconds * 10) / 10} s` : `${Math.round(seconds * 1000)} ms`;
}
