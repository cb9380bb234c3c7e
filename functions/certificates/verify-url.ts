import { config } from '../../shared/config.ts';

/** Where anybody verifies a certificate: what its QR code says. */
export const verifyUrl = ({ id }: { id: string }): string => `${config.publicUrl()}/verify/${id}`;
