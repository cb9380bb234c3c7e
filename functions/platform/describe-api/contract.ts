import { page } from '../../../shared/function/contract.ts';

export default page({
  route: 'GET /openapi.json',
  summary: 'Décrit l’API (OpenAPI 3.1) / describes the API',
  files: { 'openapi.json': 'dist/openapi.json' },
  access: [],
});
