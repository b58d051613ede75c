export type WordmarkProps = { height: number; className?: string | undefined };

/** The name as it is drawn, for the head of the sidebar. */
export function Wordmark({ height, className }: WordmarkProps) {
  return (
    <svg className={className} height={height} viewBox="0 0 115.8 24" role="img" aria-label="Hookwright">
      <g fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round">
        <path transform="translate(1.00 0)" d="M1 2V18M1 12.6A4 4 0 0 1 9 12.6V18" />
        <circle cx="18.55" cy="13.2" r="4.75" />
        <circle cx="31.15" cy="13.2" r="4.75" />
        <path transform="translate(39.00 0)" d="M1 2V18M8.6 8.4 1.2 14.2M3.9 12.1 9 18" />
        <path transform="translate(50.40 0)" d="M.6 8.4 4 18 7.4 8.4 10.8 18 14.2 8.4" />
        <path transform="translate(67.60 0)" d="M1 8.4V18M1 12.6A4 4 0 0 1 5.6 8.6" />
        <path transform="translate(76.00 0)" d="M1 8.4V18M1 3.6h.01" />
        <path transform="translate(80.75 0)" d="M5.4 8.5a4.75 4.75 0 1 0 .01 0zM10.15 8.4V18.2A4.6 4.6 0 0 1 1.9 21" />
        <path transform="translate(95.00 0)" d="M1 2V18M1 12.6A4 4 0 0 1 9 12.6V18" />
        <path transform="translate(107.80 0)" d="M2.8 4V14.8A3.2 3.2 0 0 0 6.6 18M0 8.4H6.4" />
      </g>
    </svg>
  );
}
