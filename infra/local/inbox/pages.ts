import { html } from 'hono/html';
import type { InboxMessage } from './message.ts';
import { type Language, words } from './words.ts';

type Html = ReturnType<typeof html>;

/** What a page is drawn with. */
export interface View {
  title: string;
  language: Language;
}

/** The list of messages, newest first. */
export function listPage(view: View, messages: InboxMessage[]): Html {
  const say = words[view.language];
  const rows = messages.map(
    (message) => html`<li>
      <a href="/messages/${message.id}?lang=${view.language}">
        <span class="channel ${message.channel}">${message.channel === 'sms' ? '💬' : '✉️'} ${say[message.channel]}</span>
        <span class="people">${message.from} → ${message.to.join(', ')}</span>
        <strong>${headline(message, say.noSubject)}</strong>
        <time datetime="${message.at}">${moment(message.at, view.language)}</time>
      </a>
    </li>`,
  );
  return page(
    view,
    '/',
    html`<p>${say.explanation}</p>
      ${messages.length === 0 ? html`<p class="empty">${say.empty}</p>` : html`<ol class="messages">${rows}</ol>`}
      <script src="/inbox.js" data-newest="${messages[0]?.id ?? ''}" defer></script>`,
  );
}

/** One message: an email with its formatted part in a sandboxed frame, an SMS as a bubble. */
export function messagePage(view: View, message: InboxMessage): Html {
  const say = words[view.language];
  const content =
    message.channel === 'sms' ? html`<p class="bubble">${linked(message.text ?? '')}</p>` : email(view, message);
  return page(
    view,
    `/messages/${message.id}`,
    html`<p><a href="/?lang=${view.language}">← ${say.back}</a></p>
      <h2>${headline(message, say.noSubject)}</h2>
      <dl>
        <dt>${say.from}</dt><dd>${message.from}</dd>
        <dt>${say.to}</dt><dd>${message.to.join(', ')}</dd>
        <dt>${say.at}</dt><dd><time datetime="${message.at}">${moment(message.at, view.language)}</time></dd>
      </dl>
      ${content}
      <p><a href="/api/messages/${message.id}/raw">${say.raw}</a></p>`,
  );
}

export function notFoundPage(view: View): Html {
  const say = words[view.language];
  return page(view, '/', html`<p>${say.notFound}</p><p><a href="/?lang=${view.language}">← ${say.back}</a></p>`);
}

function email(view: View, message: InboxMessage): Html {
  const say = words[view.language];
  const { attachments, headers } = message;
  return html`${
    message.html !== null &&
    html`<iframe src="/messages/${message.id}/html" title="${say.html}"
        sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`
  }
    ${
      attachments.length > 0 &&
      html`<h3>${say.attachments}</h3>
      <ul>${attachments.map(
        ({ filename, size }, index) =>
          html`<li><a href="/api/messages/${message.id}/attachments/${index}">${filename}</a> (${size} ${say.bytes})</li>`,
      )}</ul>`
    }
    ${message.text !== null && html`<details ${message.html === null ? 'open' : ''}><summary>${say.text}</summary><pre>${linked(message.text)}</pre></details>`}
    <details><summary>${say.headers}</summary>
      <dl>${Object.entries(headers).flatMap(([name, value]) =>
        [value].flat().map((line) => html`<dt>${name}</dt><dd>${line}</dd>`),
      )}</dl>
    </details>`;
}

function page(view: View, path: string, content: Html): Html {
  const say = words[view.language];
  const other = view.language === 'fr' ? 'en' : 'fr';
  return html`<!doctype html>
<html lang="${view.language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${say.inbox} · ${view.title}</title>
    <link rel="stylesheet" href="/inbox.css">
  </head>
  <body>
    <header>
      <h1><a href="/?lang=${view.language}">${say.inbox} · ${view.title}</a></h1>
      <a href="${path}?lang=${other}" lang="${other}" hreflang="${other}">${say.otherLanguage}</a>
    </header>
    <main>${content}</main>
  </body>
</html>`;
}

function headline(message: InboxMessage, noSubject: string): string {
  if (message.channel === 'email') return message.subject || noSubject;
  const text = message.text ?? '';
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function moment(at: string, language: Language): string {
  const time = new Date(at).toLocaleString(language === 'fr' ? 'fr-FR' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone: 'UTC',
  });
  return `${time} UTC`;
}

/** The text with its web addresses as links. */
function linked(text: string): (Html | string)[] {
  return text
    .split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)])/)
    .map((part, index) =>
      index % 2 === 1 ? html`<a href="${part}" target="_blank" rel="noopener noreferrer">${part}</a>` : part,
    );
}
