import type { Tenant } from '../../shared/identity/tenant.ts';
import { findAccount } from '../accounts/account.ts';
import { type Branded, brandOf } from '../branding/brand.ts';
import type { Design } from './design.ts';
import type { Template } from './template.ts';
import { layoutDesign } from './template-layouts.ts';

/** Under whose sign certificates are issued. */
export async function issuerOf(tenant: Tenant): Promise<Branded> {
  const { company, firstName, lastName } = await findAccount(tenant);
  return brandOf(tenant, company ?? `${firstName} ${lastName}`);
}

/** What a template draws under the sign of its business. */
export function designOf(
  template: Pick<
    Template,
    'background' | 'files' | 'layout' | 'orientation' | 'locale' | 'holder' | 'texts' | 'validMonths'
  >,
  brand: Branded,
): Design {
  const { background, files } = template;
  if (!background) return layoutDesign({ ...template, hasExpiry: template.validMonths !== undefined, brand });
  const { width, height, elements } = background;
  const ground = files[background.fileId];
  return {
    width,
    height,
    ...(ground && { ground }),
    shapes: [],
    pictures: elements.flatMap((element) => {
      const picture = element.kind === 'image' ? files[element.fileId] : undefined;
      return element.kind === 'image' && picture ? [{ ...element, picture, align: 'center' as const }] : [];
    }),
    texts: elements.flatMap((element) =>
      element.kind === 'text'
        ? [{ ...element, smallest: Math.min(element.size, element.smallest ?? element.size / 2) }]
        : [],
    ),
    codes: elements.flatMap((element) => (element.kind === 'qr' ? [element] : [])),
  };
}
