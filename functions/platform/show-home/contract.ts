import { page } from '../../../shared/function/contract.ts';

export default page({
  route: 'GET /',
  summary: 'Présente Guichet à qui développe / presents Guichet to developers',
  access: [],
});
