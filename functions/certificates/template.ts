import * as z from 'zod';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { newId } from '../../shared/ids.ts';
import { pinnedSchema } from '../../shared/objects/pinned.ts';
import { notFound } from '../../shared/problem/problem.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';
import { say } from '../../shared/text.ts';
import { templateView } from './template-view.ts';

const schema = templateView.extend({
  /** What its background and pictures are, by the id of their file. */
  files: z.record(z.string(), pinnedSchema),
});

/** A template as it is now. */
export const templates = entity({
  name: 'certificate-template',
  partition: 'id',
  feed: true,
  lists: { folder: 'folderId' },
  schema,
});
export type Template = z.infer<typeof schema>;

/** A template as it was at each of its versions: an issued certificate keeps its own. */
const versions = entity({ name: 'certificate-template-version', partition: 'id', sort: ['version'], schema });

const ID = /^ctp_[0-9a-z]{26}$/;

const unknownTemplate = () =>
  notFound(say('Ce modèle de certificat n’existe pas.', 'This certificate template does not exist.'));

/** A template, unless it is none of the account's. */
export const getTemplate = async (tenant: Tenant, id: string): Promise<Template | undefined> =>
  ID.test(id) ? templates.get(tenant, { id }) : undefined;

/** @throws 404, for another account's template too */
export async function findTemplate(tenant: Tenant, id: string): Promise<Template> {
  const template = await getTemplate(tenant, id);
  if (!template) throw unknownTemplate();
  return template;
}

/** What a certificate was made of. @throws 404 */
export async function madeOf(
  tenant: Tenant,
  { templateId: id, templateVersion: version }: { templateId: string; templateVersion: number },
): Promise<Template> {
  const template = await versions.get(tenant, { id, version });
  if (!template) throw unknownTemplate();
  return template;
}

export type TemplateContent = Omit<Template, 'id' | 'version' | 'createdAt' | 'updatedAt'>;

/** A new template and the writes that make it. */
export function newTemplate(
  tenant: Tenant,
  content: TemplateContent,
  now: Date,
): { template: Template; writes: Write[] } {
  const at = now.toISOString();
  const template = { ...content, id: newId('ctp', now), version: 1, createdAt: at, updatedAt: at };
  return { template, writes: [templates.put(tenant, template), versions.put(tenant, template)] };
}

/** The next version of a template, and the writes that make it, if nobody changed it meanwhile. */
export function changeTemplate(tenant: Tenant, before: Template, content: TemplateContent, now: Date) {
  const { id, version, createdAt } = before;
  const template = { ...content, id, version: version + 1, createdAt, updatedAt: now.toISOString() };
  const writes: Write[] = [
    templates.put(tenant, template, { when: { equals: { version } } }),
    versions.put(tenant, template),
  ];
  return { template, writes };
}
