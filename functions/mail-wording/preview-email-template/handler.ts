import { serve } from '../../../shared/function/http.ts';
import { invalid } from '../../../shared/problem/problem.ts';
import { say } from '../../../shared/text.ts';
import { findTemplate, renderTemplate, tagsAllowed, wordingOf } from '../email-template.ts';
import { tagsIn } from '../tags.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, body, actor, locale: callers }) => {
  const template = await findTemplate(actor.tenant, params.emailTemplateId);
  const locale = body.locale ?? callers;
  const { language, subject, html, text } = wordingOf(template, locale);
  const tags = tagsAllowed(template, language);
  if (body.values) mustBeTags(body.values, tags);
  const values = body.values ?? Object.fromEntries(tags.map(({ name, sample }) => [name, sample]));
  const given = new Set(Object.keys(values).flatMap((name) => (values[name] ? [name.toLowerCase()] : [])));
  return {
    status: 200,
    body: {
      language,
      ...renderTemplate(template, values, locale),
      missing: tagsIn(`${subject}\n${html}\n${text}`).filter((name) => !given.has(name.toLowerCase())),
    },
  };
});

/** @throws 422 for a value that no tag of the template takes */
function mustBeTags(values: Readonly<Record<string, string>>, tags: readonly { name: string }[]): void {
  const known = new Set(tags.map(({ name }) => name.toLowerCase()));
  const unknown = Object.keys(values).filter((name) => !known.has(name.toLowerCase()));
  if (!unknown.length) return;
  const names = tags.map(({ name }) => name).join(', ');
  throw invalid(
    unknown.map((name) => ({
      pointer: `/values/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`,
      detail: say(
        `Ce modèle n’a pas cette balise. Il a : ${names}.`,
        `This template has no such tag. It has: ${names}.`,
      ),
    })),
  );
}
