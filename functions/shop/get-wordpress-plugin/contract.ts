import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default http({
  route: 'GET /v1/wordpress-plugin',
  summary: say(
    'Mène à l’extension WordPress (ZIP) qui montre vos ventes, par un lien d’une minute.',
    'Leads to the WordPress plugin (ZIP) that shows your sales, by a link that lasts a minute.',
  ),
  description: say(
    'Extensions, Ajouter, Téléverser ; puis le `shortcode` d’une action de vente dans une page, ou le bloc « Vente Guichet ».',
    'Plugins, Add New, Upload; then the `shortcode` of a sale action in a page, or the block “Vente Guichet”.',
  ),
  auth: 'user',
  rights: 'shop:read',
  returns: { 303: null },
  access: ['tables:read', 'tables:write'],
});
