/** What `installClock` leaves in a page. */
declare var clock: {
  firstRows: Promise<number>;
  rows(): number;
  frames(count: number): Promise<number[]>;
  after(type: string, condition: () => unknown): Promise<number>;
  scroll(count: number): Promise<{ times: number[]; most: number }>;
};
