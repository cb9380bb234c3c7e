import { readFileSync } from 'node:fs';

const theme = readFileSync(new URL('../../../shared/pages/styles/theme.css', import.meta.url), 'utf8');

/** The stylesheet of the inbox: the pages' theme, a mail program's layout. */
export const css = `${theme}
body { margin: 0 auto; max-width: 60rem; padding: 0 1rem 3rem; background: var(--page); color: var(--ink); font: 1rem/1.5 var(--text); }
header { display: flex; flex-wrap: wrap; gap: 0 1rem; align-items: baseline; justify-content: space-between; }
h1, h2 { font-family: var(--title); } h1 { font-size: 1.5rem; } h1 a { color: inherit; text-decoration: none; }
h2 { overflow-wrap: anywhere; } a { color: var(--brand); }
.messages { list-style: none; padding: 0; display: grid; gap: .5rem; }
.messages a { display: grid; grid-template-columns: 6rem 1fr auto; gap: 0 1rem; padding: .75rem 1rem; background: var(--surface);
  border: 1px solid var(--line); border-radius: var(--radius); color: inherit; text-decoration: none; overflow-wrap: anywhere; }
.messages a:hover, .messages a:focus-visible { border-color: var(--brand); background: var(--tint); }
.messages strong { grid-column: 2; } .messages time { grid-column: 3; grid-row: 1; }
.messages time, .messages .people, dt { color: var(--ink-soft); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; }
dd { margin: 0; overflow-wrap: anywhere; }
iframe { width: 100%; height: 65vh; border: 1px solid var(--line); border-radius: var(--radius); background: #fff; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; }
summary { cursor: pointer; padding: .5rem 0; }
.bubble { display: inline-block; max-width: 32ch; padding: .75rem 1rem; border-radius: 1rem 1rem 1rem .25rem;
  background: var(--brand); color: var(--on-brand); white-space: pre-wrap; overflow-wrap: anywhere; }
.bubble a { color: inherit; }
@media (max-width: 40rem) {
  .messages a, dl { grid-template-columns: 1fr; } .messages strong, .messages time { grid-column: 1; grid-row: auto; }
}`;

/** Reloads the list when a message comes in. The page needs none of it. */
export const script = `
const shown = document.currentScript.dataset.newest;
setInterval(async () => {
  if (document.hidden) return;
  const answer = await fetch('/api/messages?limit=1').catch(() => null);
  if (!answer?.ok) return;
  const newest = (await answer.json()).items[0]?.id ?? '';
  if (newest !== shown) location.reload();
}, 2000);`;
