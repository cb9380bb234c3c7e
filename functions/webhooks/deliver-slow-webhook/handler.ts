import { serveDeliveries } from '../delivery-attempt.ts';
import contract from './contract.ts';

export const handler = serveDeliveries(contract);
