/** The filter that shows one source. */
export function sourceFilter(source: string): string {
  return `source:${source}`;
}

/** The source that a filter shows alone, if it does. */
export function filteredSource(filter: string | undefined): string | null {
  return filter?.trim().match(/^source:(\S+)$/)?.[1] ?? null;
}
