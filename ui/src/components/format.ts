// Numbers and times as people read them: units beside figures, one form each.
//
// Pure: the caller brings the clock.

const counted = new Intl.NumberFormat("en-US");

/** `12,418`. */
export function formatCount(count: number): string {
  return counted.format(count);
}

/** `3 captures`, `1 capture`. */
export function formatPlural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** `745 B`, `6.1 KB`, `412 KB`, `1.2 MB`; steps of 1024. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const units = ["KB", "MB", "GB", "TB"];
  let value = bytes / 1024;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${value < 9.95 ? value.toFixed(1) : counted.format(Math.round(value))} ${units[unit]}`;
}

/** `480 µs`, `3 ms`, `2.41 s`, `30.0 s`, `2 min 5 s`, `3 h 20 min`, `294 d`. */
export function formatDuration(micros: number): string {
  if (micros < 1000) return `${Math.round(micros)} µs`;
  if (micros < 999_500) return `${Math.round(micros / 1000)} ms`;
  const seconds = micros / 1_000_000;
  if (seconds < 9.995) return `${seconds.toFixed(2)} s`;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${whole % 60} s`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${counted.format(Math.floor(hours / 24))} d`;
}

/** How long ago: `now`, `31s`, `4m`, `2h`, `3d`, then the date. */
export function formatAge(iso: string, now: number): string {
  const seconds = Math.floor((now - Date.parse(iso)) / 1000);
  if (Number.isNaN(seconds)) return "";
  if (seconds < 1) return "now";
  if (seconds < 60) return `${seconds}s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)}h`;
  if (seconds < 30 * 86_400) return `${Math.floor(seconds / 86_400)}d`;
  return formatDate(iso);
}

/** Local time of day to the millisecond: `14:32:09.418`. */
export function formatTime(iso: string): string {
  const at = new Date(iso);
  const [hours, minutes, seconds] = [at.getHours(), at.getMinutes(), at.getSeconds()].map(twoDigits);
  return `${hours}:${minutes}:${seconds}.${String(at.getMilliseconds()).padStart(3, "0")}`;
}

/** Local date: `2026-11-22`. */
export function formatDate(iso: string): string {
  const at = new Date(iso);
  return `${at.getFullYear()}-${twoDigits(at.getMonth() + 1)}-${twoDigits(at.getDate())}`;
}

/** Local date and time of day: `2026-11-22 14:32:09.418`. */
export function formatDateTime(iso: string): string {
  return `${formatDate(iso)} ${formatTime(iso)}`;
}

/** Cut in the middle, for ids and digests: `8343ec5d2e…62121e3e`. */
export function cutMiddle(text: string, length: number): string {
  if (text.length <= length) return text;
  const tail = Math.floor((length - 1) * 0.4);
  return `${text.slice(0, length - 1 - tail)}…${text.slice(text.length - tail)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
