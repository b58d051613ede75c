// The stops of the slider that turns a clock. Pure.

/** From real time to a hundred thousand times as fast. */
export const speeds = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000];

/** The stop nearest to a speed, by its ratio. */
export function stopOf(speed: number): number {
  const far = (stop: number) => Math.abs(Math.log((speeds[stop] ?? 1) / Math.max(1, speed)));
  return speeds.reduce((best, _, stop) => (far(stop) < far(best) ? stop : best), 0);
}

/** The speed at a stop. */
export function speedAt(stop: number): number {
  return speeds[stop] ?? 1;
}
