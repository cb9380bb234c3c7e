import { config } from '../../../shared/config.ts';
import { serve } from '../../../shared/function/page.tsx';
import { notFound } from '../../../shared/problem/problem.ts';
import { PROBLEM_TYPES } from '../../../shared/problem/problem-kinds.ts';
import { say } from '../../../shared/text.ts';
import contract from './contract.ts';
import { ProblemKindPage } from './page.tsx';

export const handler = serve(contract, async ({ params, locale }) => {
  const type = PROBLEM_TYPES.find((name) => name === params.type);
  if (!type) throw notFound(say('Aucun problème ne porte ce nom.', 'No problem has this name.'));
  return { page: ProblemKindPage({ type, locale, apiUrl: config.apiUrl() }) };
});
