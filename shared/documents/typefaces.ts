/** A font that is embedded where a text needs it. No import here: contracts list these files too. */
export interface Typeface {
  /** Its name in the document. */
  name: string;
  /** As a package gives it; it stands under the same path beside a bundle. */
  file: string;
  /** The characters that it is for. */
  holds: RegExp;
}

const noto = (
  family: string,
  holds: RegExp,
  name = `Noto${family.replace(/(?:^|-)(sc|kr|.)/g, (_, part) => part.toUpperCase())}`,
) => ({
  name,
  file: `@expo-google-fonts/noto-${family}/400Regular/${name}_400Regular.ttf`,
  holds,
});

/** What most letters are in; it also has many signs that belong to no script. */
export const sans: Typeface = noto('sans', /[\p{scx=Latin}\p{scx=Greek}\p{scx=Cyrillic}\p{scx=Devanagari}]/u);
const chinese = noto(
  'sans-sc',
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Bopomofo}\u3000-\u303f\u30fb\u30fc\uff00-\uffef]/u,
);
const emoji = noto('emoji', /\p{Emoji_Presentation}|\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u);

const typefaces: readonly Typeface[] = [
  sans,
  noto('sans-arabic', /\p{scx=Arabic}/u),
  noto('sans-hebrew', /\p{scx=Hebrew}/u),
  noto('sans-thai', /\p{scx=Thai}/u),
  chinese,
  noto('sans-kr', /\p{scx=Hangul}/u),
  emoji,
];

/** Where to look for a character: what is made for it, else what has many signs. */
export function candidates(character: string): readonly Typeface[] {
  const made = typefaces.filter(({ holds }) => holds.test(character));
  return made.length > 0 ? made : [sans, emoji, chinese];
}

/** `contract.files` of a function that draws: the fonts, and what shapes and cuts them, where `require.resolve` finds them. */
export const drawingFiles: Readonly<Record<string, string>> = {
  // HarfBuzz looks for its own code beside the bundle.
  'harfbuzz.wasm': 'node_modules/harfbuzzjs/dist/harfbuzz.wasm',
  ...Object.fromEntries(
    ['harfbuzzjs/dist/harfbuzz-subset.wasm', ...typefaces.map(({ file }) => file)].map((file) => [
      `node_modules/${file}`,
      `node_modules/${file}`,
    ]),
  ),
};
