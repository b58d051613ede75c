// Numbers that people type. Pure.

/** What is wrong with a whole number; `null` when nothing is. */
export function wholeProblem(text: string, [least, most]: [number, number]): string | null {
  const value = Number(text);
  const fine = /^\d+$/.test(text.trim()) && value >= least && value <= most;
  return fine ? null : `A whole number from ${least} to ${most.toLocaleString("en-US")}.`;
}

/** The same of any number. */
export function numberProblem(text: string, [least, most]: [number, number]): string | null {
  const value = Number(text);
  const fine = /^\d*\.?\d+$/.test(text.trim()) && value >= least && value <= most;
  return fine ? null : `A number from ${least} to ${most.toLocaleString("en-US")}.`;
}
