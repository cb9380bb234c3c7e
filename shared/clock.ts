/** Where the time comes from: injected, so that a test may stand at any instant. UTC always. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

/** `date` plus a number of seconds. */
export const after = (date: Date, seconds: number): Date => new Date(date.getTime() + seconds * 1000);

export const MINUTE = 60;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
