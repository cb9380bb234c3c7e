/** Clocks of different machines, and of a time-stamp authority, may differ by this much: five minutes. */
export const toleranceMs = 5 * 60 * 1000;
