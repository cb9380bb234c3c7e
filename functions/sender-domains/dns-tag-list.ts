/** The `name=value;` pairs of a DKIM or DMARC record, names in lower case. */
export const tagList = (record: string): Map<string, string> =>
  new Map(
    record.split(';').flatMap((pair): [string, string][] => {
      const at = pair.indexOf('=');
      return at < 0 ? [] : [[pair.slice(0, at).trim().toLowerCase(), pair.slice(at + 1).trim()]];
    }),
  );
