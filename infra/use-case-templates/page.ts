import { type Files, inFolder, type Named, pascal } from './naming.ts';

export function page(named: Named): Files {
  const { name, fr, en } = named;
  const component = `${pascal(name)}Page`;
  return inFolder(named, {
    'contract.ts': `
import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default page({
  route: 'GET /${name}',
  summary: say('${fr}', '${en}'),
  access: [],
});
`,
    'page.tsx': `
import { Layout } from '../../../shared/pages/layout.tsx';
import type { Locale } from '../../../shared/text.ts';

export interface ${component}Props {
  locale: Locale;
}

export const ${component} = ({ locale }: ${component}Props) => {
  const title = locale === 'fr' ? 'Bonjour' : 'Hello';
  return (
    <Layout title={title} locale={locale}>
      <h1>{title}</h1>
    </Layout>
  );
};
`,
    'handler.ts': `
import { serve } from '../../../shared/function/page.tsx';
import contract from './contract.ts';
import { ${component} } from './page.tsx';

export const handler = serve(contract, async ({ locale }) => ({ page: ${component}({ locale }) }));
`,
    'page.test.tsx': `
import { checkPages, type Samples, site } from '../../../test/pages.ts';
import { ${component} } from './page.tsx';

const samples: Samples = { '/${name}': (locale) => <${component} locale={locale} /> };
checkPages(site(samples), samples);
`,
    'handler.test.ts': `
import { expect, it } from 'vitest';
import { tenant } from '../../../test/tenant.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

it.each([
  ['fr', 'Bonjour'],
  ['en', 'Hello'],
])('speaks to its reader in %s', async (language, title) => {
  const t = await tenant();
  const { status, body } = await t.submit(handler, contract, { headers: { 'accept-language': language } });
  expect(status).toBe(200);
  expect(body).toContain(\`<h1>\${title}</h1>\`);
});
`,
  });
}
