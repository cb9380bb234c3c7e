import { states } from '../../shared/table/states.ts';
import { say } from '../../shared/text.ts';

export const endpointStates = states(
  say('Ce point d’accès', 'This endpoint'),
  { enabled: say('actif', 'enabled'), disabled: say('désactivé', 'disabled') },
  {
    add: { to: 'enabled' },
    disable: { from: ['enabled'], to: 'disabled' },
    enable: { from: ['disabled'], to: 'enabled' },
  },
);
