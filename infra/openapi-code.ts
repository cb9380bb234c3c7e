import type { HttpContract } from '../shared/function/contract.ts';

interface Call {
  method: string;
  /** With its parameters filled in. */
  path: string;
  isKeyed: boolean;
  body?: unknown;
}

/** The same call in the languages that most callers speak. The address and the key come from the environment. */
export function codeOf({ auth }: Pick<HttpContract, 'auth'>, call: Call) {
  const keyed = auth === 'user';
  return [
    { lang: 'Shell', label: 'curl', source: curl(call, keyed) },
    { lang: 'JavaScript', label: 'fetch', source: fetched(call, keyed) },
    { lang: 'Python', label: 'Python', source: python(call, keyed) },
  ];
}

const indented = (value: unknown, by: number) => JSON.stringify(value, null, 2).replaceAll('\n', `\n${' '.repeat(by)}`);

function curl({ method, path, isKeyed, body }: Call, keyed: boolean): string {
  const plain = method === 'GET' || (method === 'POST' && body !== undefined);
  return [
    `curl ${plain ? '' : `-X ${method} `}"$GUICHET_URL${path}"`,
    ...(keyed ? ['-H "Authorization: Bearer $GUICHET_KEY"'] : []),
    ...(isKeyed ? ['-H "Idempotency-Key: $(uuidgen)"'] : []),
    ...(body === undefined
      ? []
      : ["-H 'Content-Type: application/json'", `-d '${JSON.stringify(body, null, 2).replaceAll("'", "'\\''")}'`]),
  ].join(' \\\n  ');
}

function fetched({ method, path, isKeyed, body }: Call, keyed: boolean): string {
  const headers = [
    ...(keyed ? [`    authorization: \`Bearer \${process.env.GUICHET_KEY}\`,`] : []),
    ...(isKeyed ? ["    'idempotency-key': crypto.randomUUID(),"] : []),
    ...(body === undefined ? [] : ["    'content-type': 'application/json',"]),
  ];
  const options = [
    ...(method === 'GET' ? [] : [`  method: '${method}',`]),
    ...(headers.length ? ['  headers: {', ...headers, '  },'] : []),
    ...(body === undefined ? [] : [`  body: JSON.stringify(${indented(body, 2)}),`]),
  ];
  const given = options.length ? `, {\n${options.join('\n')}\n}` : '';
  return `const response = await fetch(\`\${process.env.GUICHET_URL}${path}\`${given});\nif (!response.ok) throw new Error(await response.text());`;
}

function python({ method, path, isKeyed, body }: Call, keyed: boolean): string {
  const headers = [
    ...(keyed ? ['        "Authorization": f"Bearer {os.environ[\'GUICHET_KEY\']}",'] : []),
    ...(isKeyed ? ['        "Idempotency-Key": str(uuid.uuid4()),'] : []),
  ];
  return [
    ...(isKeyed ? ['import os, uuid', ''] : ['import os', '']),
    'import requests',
    '',
    `response = requests.${method.toLowerCase()}(`,
    `    os.environ["GUICHET_URL"] + "${path}",`,
    ...(headers.length ? ['    headers={', ...headers, '    },'] : []),
    ...(body === undefined ? [] : [`    json=${pythonOf(body, 4)},`]),
    ')',
    'response.raise_for_status()',
  ].join('\n');
}

/** JSON as Python writes it. */
const pythonOf = (value: unknown, by: number): string =>
  indented(value, by).replace(
    /"(?:[^"\\]|\\.)*"|\b(?:true|false|null)\b/g,
    (word) => ({ true: 'True', false: 'False', null: 'None' })[word] ?? word,
  );
