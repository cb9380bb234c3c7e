import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { wordpressPlugin } from './wordpress-plugin.ts';

/** Not a tool of ours: where it is, the plugin is run. */
const PHP = 'php';
const ORIGIN = 'https://guichet.example';
const files = unzipSync(wordpressPlugin(ORIGIN));
interface Field {
  onChange(value: string): void;
}
const text = (name: string) => strFromU8(files[name] ?? new Uint8Array());

describe('the WordPress plugin', () => {
  test('is one folder, with the header that WordPress looks for, and is the same each time', () => {
    expect(Object.keys(files).sort()).toEqual(
      ['block.js', 'block.json', 'guichet.php', 'readme.txt'].map((name) => `guichet/${name}`),
    );
    const php = text('guichet/guichet.php');
    expect(php).toMatch(/^<\?php\n\/\*\*\n \* Plugin Name: Guichet\n/);
    expect(php).not.toMatch(/\?>/);
    expect(php).toContain("define( 'GUICHET_SHOP', 'https://guichet.example/shop/' );");
    expect(php).toContain("add_shortcode( 'guichet', 'guichet_sale' );");
    expect(wordpressPlugin(ORIGIN)).toEqual(wordpressPlugin(ORIGIN));
    const version = /^ \* Version: (.+)$/m.exec(php)?.[1];
    expect(text('guichet/readme.txt')).toContain(`Stable tag: ${version}`);
  });

  test('all that it prints is escaped, and a quote in an address cannot leave its string', () => {
    const printed = /return sprintf\(([\s\S]*?)\n\t\);/.exec(text('guichet/guichet.php'))?.[1] ?? '';
    expect(printed).toMatch(/esc_url\(.*\),\n\t\tesc_attr\( \$title \),\n\t\tmax\(/);
    const odd = strFromU8(
      unzipSync(wordpressPlugin("https://a.example'. evil() .'"))['guichet/guichet.php'] ?? new Uint8Array(),
    );
    expect(odd).toContain("'https://a.example\\'. evil() .\\'/shop/'");
  });

  test('its block registers what its file declares', () => {
    const block = JSON.parse(text('guichet/block.json'));
    const registered: { name: string; settings: { save(): unknown; edit(props: object): unknown } }[] = [];
    const el = (...made: unknown[]) => made;
    const wp = {
      blocks: { registerBlockType: (name: string, settings: never) => registered.push({ name, settings }) },
      element: { createElement: el },
      components: { TextControl: 'TextControl' },
      blockEditor: { useBlockProps: () => ({}) },
    };
    new Function('window', text('guichet/block.js'))({ wp });
    const [made] = registered;
    if (!made) throw new Error('no block was registered');
    expect(made.name).toBe(block.name);
    const changes: object[] = [];
    const attributes = { url: '', title: '', height: '900' };
    expect(Object.keys(block.attributes)).toEqual(Object.keys(attributes));
    const setAttributes = (change: object) => changes.push(change);
    const [, , [, url]] = made.settings.edit({ attributes, setAttributes }) as [unknown, unknown, [unknown, Field]];
    url.onChange('https://guichet.example/shop/a/b');
    expect(changes).toEqual([{ url: 'https://guichet.example/shop/a/b' }]);
    expect(made.settings.save()).toBeNull();
  });

  // A machine without PHP tells nothing of what PHP does.
  test.skipIf(spawnSync(PHP, ['-v']).status !== 0)('prints a frame of this installation, and of nowhere else', () => {
    const folder = mkdtempSync(join(tmpdir(), 'plugin-'));
    try {
      writeFileSync(join(folder, 'guichet.php'), text('guichet/guichet.php'));
      writeFileSync(join(folder, 'run.php'), WORDPRESS);
      const { stdout } = spawnSync(PHP, [join(folder, 'run.php')], { encoding: 'utf8' });
      const [frame, elsewhere, visitor] = JSON.parse(stdout);
      expect(frame).toBe(
        '<iframe src="https://guichet.example/shop/durand/guide?embed=1" title="Un &quot;titre&quot;" width="100%" height="900" loading="lazy" style="border:0"></iframe>',
      );
      expect(elsewhere).toMatch(/^<p>Guichet/);
      expect(visitor).toBe('');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/** As much of WordPress as the plugin asks for. */
const WORDPRESS = `<?php
define( 'ABSPATH', '/' );
$editor = true;
function shortcode_atts( $known, $given ) { return array_merge( $known, array_intersect_key( (array) $given, $known ) ); }
function current_user_can() { global $editor; return $editor; }
function esc_html( $text ) { return htmlspecialchars( $text, ENT_QUOTES ); }
function esc_attr( $text ) { return htmlspecialchars( $text, ENT_QUOTES ); }
function esc_url( $text ) { return htmlspecialchars( $text, ENT_QUOTES ); }
function add_shortcode() {}
function add_action() {}
require __DIR__ . '/guichet.php';
$out = array( guichet_sale( array( 'url' => 'https://guichet.example/shop/durand/guide?x=1', 'title' => 'Un "titre"' ) ) );
$out[] = guichet_sale( array( 'url' => 'https://evil.example/shop/' ) );
$editor = false;
$out[] = guichet_sale( array( 'url' => 'https://evil.example/shop/' ) );
echo json_encode( $out );
`;
