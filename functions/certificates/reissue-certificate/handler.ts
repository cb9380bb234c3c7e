import { serve } from '../../../shared/function/http.ts';
import { newId } from '../../../shared/ids.ts';
import { type FieldError, invalid } from '../../../shared/problem/problem.ts';
import { say } from '../../../shared/text.ts';
import { type Certificate, findCertificate, issue, revoke, viewOf } from '../certificate.ts';
import { layOut } from '../drawing/draw-certificate.ts';
import { faultText } from '../drawing-faults.ts';
import { shownOf } from '../own-values.ts';
import { madeOf, type Template } from '../template.ts';
import { designOf, issuerOf } from '../template-design.ts';
import { readerOf } from '../variable.ts';
import contract from './contract.ts';

/** The new one and the end of the old one are one transaction; what cannot be drawn is told before. */
export const handler = serve(contract, async ({ params, body, actor: { tenant, userId, keyId }, client, now }) => {
  const before = await findCertificate(tenant, params.certificateId);
  const template = await madeOf(tenant, before);
  const brand = await issuerOf(tenant);
  const values = { ...before.values, ...changed(template, body.values) };
  const { folderId, campaignId, attachment, id: replaces } = before;
  const wanted = {
    id: newId('crt', now),
    folderId,
    campaignId,
    attachment,
    template,
    values,
    replaces,
    email: body.email ?? before.email,
  };
  const by = { userId, keyId, ...client };
  const made = issue(tenant, wanted, { ...by, name: brand.name }, now);
  const { faults } = await layOut(designOf(template, brand), shownOf(made.certificate, template, brand.name));
  if (faults.length > 0) throw invalid(faults.map((fault) => ({ pointer: '/values', detail: faultText(fault) })));
  const old = revoke(tenant, before, { reason: body.reason, replacedBy: made.certificate.id }, by, now);
  return {
    status: 201,
    body: viewOf(made.certificate),
    headers: { location: `/v1/certificates/${made.certificate.id}` },
    writes: [...made.writes, ...old.writes],
  };
});

/** @throws 422 for a value that is none of its kind, or a variable that the template does not have */
function changed({ variables }: Template, typed: Readonly<Record<string, string>>): Certificate['values'] {
  const errors: FieldError[] = [];
  const values: Record<string, string> = {};
  for (const [name, text] of Object.entries(typed)) {
    const variable = variables.find((each) => each.name === name);
    const read = variable && readerOf(variable.kind)(text || null);
    if (!read) {
      const names = variables.map((each) => each.name).join(', ');
      errors.push({
        pointer: `/values/${name}`,
        detail: say(
          `Ce modèle n’a pas cette variable. Il a : ${names}.`,
          `This template does not have this variable. It has: ${names}.`,
        ),
      });
    } else if ('error' in read || (read.value === null && variable.required)) {
      errors.push({
        pointer: `/values/${name}`,
        detail: say(
          `« ${text} » ne convient pas à « ${variable.label} ».`,
          `“${text}” does not suit “${variable.label}”.`,
        ),
      });
    } else values[name] = read.value ?? '';
  }
  if (errors.length > 0) throw invalid(errors);
  return values;
}
