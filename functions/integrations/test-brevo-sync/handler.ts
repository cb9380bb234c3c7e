import type * as z from 'zod';
import { serve } from '../../../shared/function/http.ts';
import type { Locale } from '../../../shared/text.ts';
import { say } from '../../../shared/text.ts';
import { adviceOn, BrevoFailed, brevo } from '../brevo-api.ts';
import { type BrevoSync, keyOf, readSync } from '../brevo-sync.ts';
import { type brevoTestView, TEST_STAGES } from '../brevo-sync-view.ts';
import contract from './contract.ts';

type Stage = z.input<typeof brevoTestView>['stages'][number];
type Api = ReturnType<typeof brevo>;

export const handler = serve(contract, async ({ actor: { tenant }, locale }) => {
  const sync = await readSync(tenant);
  if (!sync?.encryptedKey) return { status: 200, body: { ok: false, stages: skipping([noKey(locale)]) } };
  const api = brevo(await keyOf(tenant, sync));
  const found: Stage[] = [];
  let account: string | undefined;
  for (const stage of TEST_STAGES) {
    try {
      if (stage === 'key') account = (await api.account()).email;
      const wrong = await CHECKS[stage](api, sync);
      found.push({ stage, outcome: wrong ? 'failed' : 'passed', ...(wrong && { advice: wrong[locale] }) });
    } catch (error) {
      if (!(error instanceof BrevoFailed)) throw error;
      const advice = adviceOn(error.why)?.[locale];
      found.push({ stage, outcome: 'failed', ...(advice && { advice }), ...(error.words && { reply: error.words }) });
    }
    // Without a key that is taken nothing else can be known.
    if (stage === 'key' && found[0]?.outcome === 'failed') break;
  }
  const ok = found.every(({ outcome }) => outcome === 'passed');
  return { status: 200, body: { ok, ...(account && { account }), stages: skipping(found) } };
});

const CHECKS = {
  key: async () => undefined,
  attributes: async (api: Api, { attributes }: BrevoSync) => {
    const known = new Set((await api.attributes()).map((name) => name.toUpperCase()));
    const unknown = Object.values(attributes).filter((name) => !known.has(name));
    if (!unknown.length) return undefined;
    const names = unknown.join(', ');
    return say(
      `Brevo ne connaît pas : ${names}. Il passerait dessus en silence. Créez-les dans Brevo (Contacts, Paramètres, Attributs), ou choisissez parmi : ${[...known].join(', ')}.`,
      `Brevo does not know: ${names}. It would silently pass over them. Make them in Brevo (Contacts, Settings, Attributes), or choose among: ${[...known].join(', ')}.`,
    );
  },
  list: async (api: Api, { listId }: BrevoSync) => {
    if (listId === undefined) return undefined;
    try {
      await api.list(listId);
      return undefined;
    } catch (error) {
      if (!(error instanceof BrevoFailed) || error.why !== 'refused') throw error;
      return say(
        `Brevo n’a pas de liste ${listId}. Son numéro est dans Brevo : Contacts, Listes.`,
        `Brevo has no list ${listId}. Its number stands in Brevo: Contacts, Lists.`,
      );
    }
  },
};

const skipping = (found: readonly Stage[]): Stage[] =>
  TEST_STAGES.map((stage) => found.find((one) => one.stage === stage) ?? { stage, outcome: 'skipped' });

const noKey = (locale: Locale): Stage => ({
  stage: 'key',
  outcome: 'failed',
  advice: say(
    'Aucune clé n’est connue : donnez-la (PUT /v1/brevo-sync, apiKey), puis recommencez.',
    'No key is known: give it (PUT /v1/brevo-sync, apiKey), then try again.',
  )[locale],
});
