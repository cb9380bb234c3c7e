import { DOORS, page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default page({
  route: 'ANY /{path+}',
  summary: say(
    'Répond, comme à toute autre erreur, à qui demande une adresse ou une méthode que rien ne sert.',
    'Answers, as any other error does, whoever asks for an address or a method that nothing serves.',
  ),
  files: { 'routes.json': 'dist/routes.json' },
  doors: DOORS,
  anySite: true,
  access: [],
});
