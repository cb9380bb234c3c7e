import { page } from '../../../shared/function/contract.ts';
import { LOCALES, say } from '../../../shared/text.ts';

export default page({
  route: 'GET /openapi.json',
  summary: say('Décrit l’API (OpenAPI 3.1).', 'Describes the API (OpenAPI 3.1).'),
  files: Object.fromEntries(LOCALES.map((locale) => [`openapi.${locale}.json`, `dist/openapi.${locale}.json`])),
  doors: ['programs'],
  access: [],
});
