import { KMSClient } from '@aws-sdk/client-kms';

let client: KMSClient | undefined;

export const kms = (): KMSClient => (client ??= new KMSClient());
