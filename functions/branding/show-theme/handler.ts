import { colourOfTheme, themeCss } from '../../../shared/brand/theme.ts';
import { serve } from '../../../shared/function/page.tsx';
import { notFound } from '../../../shared/problem/problem.ts';
import contract from './contract.ts';

/** The address says the colour: there is nothing to look up, and a browser keeps it for good. */
export const handler = serve(contract, async ({ params: { file } }) => {
  const colour = colourOfTheme(file);
  if (!colour) throw notFound();
  return {
    file: {
      type: 'text/css; charset=utf-8',
      bytes: async () => Buffer.from(themeCss(colour)),
      cacheControl: 'public, max-age=31536000, immutable',
    },
  };
});
