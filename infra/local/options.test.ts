import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readOptions } from './options.ts';

describe('what `npm start` is asked', () => {
  test('nothing: the usual port and folder', () => {
    expect(readOptions([])).toEqual({
      ...{ port: 4000, data: resolve('.guichet'), allowHosts: [], watch: false, help: false },
    });
  });

  test('addresses that may be reached, as many as are given', () => {
    const { allowHosts } = readOptions(['--allow-host', 'localhost:3000', '--allow-host', '[::1]:25']);
    expect(allowHosts).toEqual(['localhost:3000', '[::1]:25']);
  });

  test.each([
    [['--port', '70000'], '--port 70000'],
    [['--port', 'no'], '--port no'],
    [['--allow-host', 'no-port'], '--allow-host no-port'],
    [['--allow-host', '127.0.0.1:99999'], '--allow-host 127.0.0.1:99999'],
    [['--prot', '4000'], '--prot'],
    [['--port'], '--port'],
  ])('%j is refused with the way to write it', (args, named) => {
    expect(() => readOptions(args)).toThrow(new RegExp(`${named}.*npm start -- `, 's'));
  });
});
