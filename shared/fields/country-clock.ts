/** The zone of the clocks of a country that has one, or of its capital. */
const CLOCKS: Readonly<Record<string, string>> = {
  BE: 'Europe/Brussels',
  CH: 'Europe/Zurich',
  LU: 'Europe/Luxembourg',
  MC: 'Europe/Monaco',
  GB: 'Europe/London',
  IE: 'Europe/Dublin',
  PT: 'Europe/Lisbon',
  RE: 'Indian/Reunion',
  GP: 'America/Guadeloupe',
  MQ: 'America/Martinique',
  GF: 'America/Cayenne',
  NC: 'Pacific/Noumea',
  PF: 'Pacific/Tahiti',
  MA: 'Africa/Casablanca',
  TN: 'Africa/Tunis',
  CA: 'America/Toronto',
};

/** The time zone that a business of a country is taken to live in, until it says another. */
export const clockOf = (country: string): string => CLOCKS[country] ?? 'Europe/Paris';
