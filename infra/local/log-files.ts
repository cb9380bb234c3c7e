import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';

/** Keeps what each function prints in a file of its own under `folder`, and shows it on the terminal. */
export function logTo(folder: string, terminal: NodeJS.WriteStream = process.stdout) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const files = new Map<string, WriteStream>();
  const dim = (text: string) => (terminal.isTTY ? `\u001b[2m${text}\u001b[22m` : text);
  return (line: string, useCase: string): void => {
    let file = files.get(useCase);
    if (!file) {
      file = createWriteStream(join(folder, `${useCase}.log`), { flags: 'a', mode: 0o600 });
      files.set(useCase, file);
    }
    file.write(`${line}\n`);
    terminal.write(`${dim(`${useCase} |`)} ${line}\n`);
  };
}
