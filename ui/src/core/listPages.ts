// Where a row of a long list comes from: which page it is on, and which pages are on screen.
//
// Pure: knows neither React nor the way to Rust, nor what is listed.

/** Rows on screen, first and last. */
export type Range = { first: number; last: number };

/** The shape of a list that is read page by page. */
export type Outline = {
  total: number;
  page_size: number;
  /** The first row of each page, newest first. */
  starts: string[];
};

/** A row, by its numbered id. */
export type Listed = { id: string };

/** The pages that hold the rows of a range, in their order. */
export function pagesOf(range: Range, outline: Outline): number[] {
  if (outline.starts.length === 0) return [];
  const size = Math.max(1, outline.page_size);
  const lastPage = outline.starts.length - 1;
  const from = Math.min(lastPage, Math.floor(Math.max(0, range.first) / size));
  const to = Math.min(lastPage, Math.floor(Math.max(0, range.last) / size));
  return Array.from({ length: to - from + 1 }, (_, step) => from + step);
}

/** The page that a row would be on, `null` when it is newer than all of them. */
export function pageWith(id: string, starts: string[]): number | null {
  const wanted = numberOf(id);
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numberOf(starts[middle] ?? "") >= wanted) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? null : low - 1;
}

/** Rows are numbered in the order they were committed: a higher number is newer. */
export function numberOf(id: string): number {
  return Number(id.slice(id.indexOf("_") + 1));
}

/** The row at `index`, when its page is here. */
export function rowAt<R extends Listed>(index: number, size: number, pages: ReadonlyMap<number, R[]>): R | undefined {
  return pages.get(Math.floor(index / size))?.[index % size];
}

/** Where a row stands in the list, when its page is here and it is on it. */
export function indexOf(id: string, outline: Outline, pages: ReadonlyMap<number, Listed[]>): number | null {
  const page = pageWith(id, outline.starts);
  if (page === null) return null;
  const within = pages.get(page)?.findIndex((row) => row.id === id) ?? -1;
  return within < 0 || within >= outline.page_size ? null : page * outline.page_size + within;
}
