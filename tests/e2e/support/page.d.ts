/** What `installClock` leaves in a page. */
declare var clock: {
  firstRows: Promise<number>;
  rows(): number;
  frames(count: number): Promise<number[]>;
  result: Promise<number>;
  await(type: string, condition: () => unknown): void;
  scroll(count: number): Promise<{ times: number[]; most: number }>;
};
