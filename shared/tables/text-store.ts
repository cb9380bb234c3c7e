import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Characters kept in memory; what comes after lies in a temporary file. */
const IN_MEMORY = 8 * 1024 * 1024;
const BLOCK = 64 * 1024;
const BLOCKS = 64;

/**
 * Texts by their number, in flat memory. They are numbered in the order in which rows first use them, so that the blocks
 * of the file which were just read hold nearly all that is asked next.
 */
export class TextStore {
  readonly #kept: string[] = [];
  #keptSize = 0;
  #count = 0;
  /** Where each text in the file begins; one more for the end of the last. */
  #offsets = new Float64Array(1024);
  #spilled = 0;
  #pending: Buffer[] = [];
  #pendingSize = 0;
  #written = 0;
  #file: { folder: string; descriptor: number } | undefined;
  readonly #blocks = new Map<number, Buffer>();

  get size(): number {
    return this.#count;
  }

  push(text: string): void {
    this.#count++;
    if (this.#keptSize < IN_MEMORY) {
      // A copy: what a parser hands out is a window on the whole chunk that it read.
      this.#kept.push(Buffer.from(text).toString());
      this.#keptSize += text.length;
      return;
    }
    const bytes = Buffer.from(text);
    if (this.#spilled + 2 > this.#offsets.length) {
      const larger = new Float64Array(this.#offsets.length * 2);
      larger.set(this.#offsets);
      this.#offsets = larger;
    }
    this.#offsets[this.#spilled + 1] = (this.#offsets[this.#spilled] ?? 0) + bytes.length;
    this.#spilled++;
    this.#pending.push(bytes);
    this.#pendingSize += bytes.length;
    if (this.#pendingSize >= BLOCK) this.#flush();
  }

  get(index: number): string | undefined {
    if (index < this.#kept.length) return this.#kept[index];
    const at = index - this.#kept.length;
    if (at < 0 || at >= this.#spilled) return undefined;
    this.#flush();
    const [from, to] = [this.#offsets[at] ?? 0, this.#offsets[at + 1] ?? 0];
    const parts: Buffer[] = [];
    for (let block = Math.floor(from / BLOCK); block * BLOCK < to; block++) {
      parts.push(this.#block(block).subarray(Math.max(0, from - block * BLOCK), Math.min(BLOCK, to - block * BLOCK)));
    }
    return Buffer.concat(parts).toString();
  }

  close(): void {
    if (!this.#file) return;
    closeSync(this.#file.descriptor);
    rmSync(this.#file.folder, { recursive: true, force: true });
    this.#file = undefined;
  }

  #flush(): void {
    if (this.#pendingSize === 0) return;
    this.#file ??= temporaryFile();
    writeSync(this.#file.descriptor, Buffer.concat(this.#pending), 0, this.#pendingSize, this.#written);
    this.#written += this.#pendingSize;
    this.#pending = [];
    this.#pendingSize = 0;
    this.#blocks.clear();
  }

  #block(number: number): Buffer {
    const found = this.#blocks.get(number);
    if (found) return found;
    const bytes = Buffer.alloc(BLOCK);
    const read = this.#file ? readSync(this.#file.descriptor, bytes, 0, BLOCK, number * BLOCK) : 0;
    if (this.#blocks.size >= BLOCKS) this.#blocks.delete(this.#blocks.keys().next().value as number);
    this.#blocks.set(number, bytes.subarray(0, read));
    return bytes.subarray(0, read);
  }
}

function temporaryFile() {
  const folder = mkdtempSync(join(tmpdir(), 'texts-'));
  return { folder, descriptor: openSync(join(folder, 'texts'), 'w+') };
}
