import { config } from '../../shared/config.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { putObject } from '../../shared/objects/objects.ts';
import { presignDownload } from '../../shared/objects/presign.ts';
import { invalid } from '../../shared/problem/problem.ts';
import { sha256Hex } from '../../shared/sha256.ts';
import type { Locale } from '../../shared/text.ts';
import { expiryOf } from './certificate-dates.ts';
import { filledText, shownValues } from './certificate-texts.ts';
import { drawCertificate, layOut } from './drawing/draw-certificate.ts';
import { faultText } from './drawing-faults.ts';
import type { Template } from './template.ts';
import { designOf, issuerOf } from './template-design.ts';
import { longDay } from './variable.ts';

const SAMPLE_ID = 'crt_00000000000000000000000000';

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
  const { variables, locale, holder } = template;
  const samples = Object.fromEntries(variables.map(({ name, sample }) => [name, sample]));
  const brand = await issuerOf(tenant);
  const today = now.toISOString().slice(0, 10);
  const link = `${config.publicUrl()}/verify/${SAMPLE_ID}`;
  const own = {
    ...{ certificate: template.name, organisation: brand.name, id: SAMPLE_ID, link },
    issuedon: longDay(today, locale),
    expireson: template.validMonths
      ? longDay(expiryOf(now, template.validMonths).toISOString().slice(0, 10), locale)
      : '',
  };
  const shown = shownValues(variables, values ?? samples, own, locale);
  const whole = new Map([...shown, ['holder', filledText(holder, shown)]]);
  const design = designOf(template, brand);
  const { faults } = await layOut(design, whole);
  if (faults.length > 0) throw invalid(faults.map((fault) => ({ pointer: '', detail: faultText(fault) })));
  return drawCertificate(design, whole, { title: template.name, id: SAMPLE_ID, link, issuedAt: now, locale });
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
