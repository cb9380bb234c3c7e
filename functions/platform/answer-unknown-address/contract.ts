import { page } from '../../../shared/function/contract.ts';

export default page({
  route: 'ANY /{path+}',
  summary: 'Répond, comme à toute autre erreur, à qui demande une adresse ou une méthode que rien ne sert.',
  access: [],
});
