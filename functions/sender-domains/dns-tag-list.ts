/** A `name=value; …` record, as DKIM and DMARC are written (RFC 6376, 3.2). */
interface TagList {
  /** Names in lower case, in their order. */
  tags: ReadonlyMap<string, string>;
  /** Names that stand there more than once: the record then counts for nothing. */
  repeated: readonly string[];
  /** What stands between two semicolons and is no `name=value`. */
  unreadable: readonly string[];
}

const TAG = /^([a-z]\w*)[ \t\r\n]*=(.*)$/is;

export function tagList(record: string): TagList {
  const tags = new Map<string, string>();
  const repeated: string[] = [];
  const unreadable: string[] = [];
  for (const written of record.split(';').map((pair) => trimmed(pair))) {
    const [, name, value = ''] = TAG.exec(written) ?? [];
    if (name === undefined) {
      if (written) unreadable.push(written);
      continue;
    }
    const key = name.toLowerCase();
    if (tags.has(key)) repeated.push(key);
    else tags.set(key, trimmed(value));
  }
  return { tags, repeated, unreadable };
}

/** Without the spaces that the grammar knows: what else is not seen stays, and is a fault. */
function trimmed(text: string): string {
  let end = text.length;
  while (' \t\r\n'.includes(text[end - 1] ?? '-')) end--;
  return text.slice(0, end).replace(/^[ \t\r\n]+/, '');
}
