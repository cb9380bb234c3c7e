import type { Brand } from '../shared/brand/brand.ts';

/** A business that has set all of its sign, for samples. */
export const BRAND: Brand = {
  name: 'Durand & fils',
  legalName: 'Durand & fils SARL, 12 rue des Lilas, 69003 Lyon, SIREN 812 345 678',
  colour: '#7a2e1d',
  phone: '04 78 00 00 00',
  logo: { id: 'lgo_01k0c3t8m5x9v2b7n4q6r8s1ab', width: 320, height: 88 },
};
