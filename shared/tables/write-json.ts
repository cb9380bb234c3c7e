/** Characters that are put together before they leave. */
const CHUNK = 16 * 1024;

/** Rows as a JSON document, `{"<name>":[…]}` with a row a line, in flat memory. */
export async function* writeJson(name: string, rows: AsyncIterable<object>): AsyncGenerator<string> {
  let text = `{${JSON.stringify(name)}:[`;
  let separator = '\n';
  for await (const row of rows) {
    text += `${separator}${JSON.stringify(row)}`;
    separator = ',\n';
    if (text.length < CHUNK) continue;
    yield text;
    text = '';
  }
  yield `${text}\n]}\n`;
}
