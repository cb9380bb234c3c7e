import type { Tenant } from '../../shared/identity/tenant.ts';
import { putObject } from '../../shared/objects/objects.ts';
import { presignDownload } from '../../shared/objects/presign.ts';
import { invalid } from '../../shared/problem/problem.ts';
import { sha256Hex } from '../../shared/sha256.ts';
import type { Locale } from '../../shared/text.ts';
import { drawCertificate, layOut } from './drawing/draw-certificate.ts';
import { faultText } from './drawing-faults.ts';
import { sampleOf, shownOf } from './own-values.ts';
import type { Template } from './template.ts';
import { designOf, issuerOf } from './template-design.ts';
import { verifyUrl } from './verify-url.ts';

/**
 * What a certificate of a template looks like with these values, or with those of its samples; it proves nothing.
 * @throws 422 that says which text does not fit, or which letter no font has
 */
async function sampleCertificate(
  tenant: Tenant,
  template: Template,
  values: Readonly<Record<string, string>> | undefined,
  now: Date,
): Promise<Uint8Array> {
  const samples = Object.fromEntries(template.variables.map(({ name, sample }) => [name, sample]));
  const sample = sampleOf(template, values ?? samples, now);
  const brand = await issuerOf(tenant);
  const shown = shownOf(sample, template, brand.name);
  const design = designOf(template, brand);
  const { faults } = await layOut(design, shown);
  if (faults.length > 0) throw invalid(faults.map((fault) => ({ pointer: '', detail: faultText(fault) })));
  const { name: title, locale } = template;
  return drawCertificate(design, shown, { title, id: sample.id, link: verifyUrl(sample), issuedAt: now, locale });
}

interface How {
  locale: Locale;
  now: Date;
}

/** A link of one minute to such a PDF. @throws 422 */
export async function shownPreview(
  tenant: Tenant,
  template: Template,
  values: Readonly<Record<string, string>> | undefined,
  { locale, now }: How,
): Promise<string> {
  const bytes = await sampleCertificate(tenant, template, values, now);
  const key = `${tenant}/previews/${sha256Hex(bytes)}.pdf`;
  const pdf = await putObject({ bucket: 'imports', key, bytes, contentType: 'application/pdf' });
  return presignDownload(pdf, `${locale === 'fr' ? 'Aperçu' : 'Preview'} - ${template.name}.pdf`);
}
