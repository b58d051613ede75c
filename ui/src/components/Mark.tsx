export type MarkProps = { size: number; className?: string | undefined };

/** The hook whose line is a tick; in ink, never in a colour. */
export function Mark({ size, className }: MarkProps) {
  return (
    <svg className={className} width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <g fill="none" stroke="currentColor" strokeWidth="3" strokeLinecap="round" strokeLinejoin="round">
        <circle cx="26" cy="5.8" r="2.9" />
        <path d="M24.6 8.5 16.6 23.6C14.8 27 10.6 27.1 8.7 23.8L4.6 15.4" />
        <path d="M4.6 15.4 10 16.7" />
      </g>
    </svg>
  );
}
